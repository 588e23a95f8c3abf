#!/bin/sh
# Attacks the program that was built, and says what does not hold:
#
#   scripts/attack.sh [--attack NAME]... [--seconds N] [--seed N] [--first N] [--actions N] [--only TEXT]
#
# Without names, all attacks, one after the other, for 5 s each. A failure prints the seed and the last actions; the same seed repeats
# them, and --first and --actions repeat some of them only. With --only, it chooses from the actions whose names contain a text. Builds
# what has changed before.
set -eu

root=$(dirname "$(dirname "$(readlink -f "$0")")")
# shellcheck source=scripts/toolchain.sh
. "$root/scripts/toolchain.sh"
require_build_tools

classes=$root/acceptance/target/attack.classpath
if [ ! -e "$classes" ] || [ ! -x "$root/keeper/target/tend" ] || [ -n "$(find "$root/core/src/main" "$root/keeper/src/main" \
    "$root/steward/src/main" "$root/acceptance/src" "$root"/*/pom.xml "$root/pom.xml" -newer "$classes" -print -quit)" ]; then
    say 'building'
    # In every module, for Maven resolves a module among the others only where they are built in the same run.
    run_maven package dependency:build-classpath -pl acceptance -am -DskipTests -Dmdep.includeScope=test \
        -Dmdep.outputFile=target/attack.classpath || fail "the build failed as shown above; all of it is in $build_log"
    touch "$classes"
fi
cd "$root/acceptance"
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Dtend.binary="$root/keeper/target/tend" \
    -cp "target/test-classes:$(cat "$classes")" dev.tend.hostile.Main "$@"
