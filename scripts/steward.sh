#!/bin/sh
# Lays out the steward's program as it is installed: steward.sh TARGET JAR
#
#   TARGET/tend-steward/bin/tend-steward   the launcher
#   TARGET/tend-steward/bin/tend-steward-keystore   what a process manager's keeper runs for it
#   TARGET/tend-steward/lib/*.jar          it and its libraries
#   TARGET/tend-steward/lib/*.aot          what Java need not find out again at each start
set -eu

root=$(dirname "$(dirname "$(readlink -f "$0")")")
target=$1
jar=$2

program=$target/tend-steward
mkdir -p "$program/bin" "$program/lib"
cp "$target/$jar" "$program/lib/tend-steward.jar"
cp "$root/packaging/tend-steward" "$root/packaging/tend-steward-keystore" "$program/bin/"
chmod 755 "$program"/bin/*

cache=$program/lib/tend-steward.aot
if [ ! -e "$cache" ] || [ -n "$(find "$program" -newer "$cache" -name '*.jar' -print -quit)" ]; then
    rm -f "$cache"
    "$JAVA_HOME/bin/java" "$root/scripts/Rehearsal.java" "$program/bin/tend-steward" "$cache"
fi
