#!/bin/sh
# Makes one native executable of a Java main class: TeaVM turns it into C, and the C compiler does the rest.
# Maven calls this while it packages. Where the executable is newer than all it is made of, nothing happens.
#
#   native.sh MAIN-CLASS EXECUTABLE CLASS-PATH TOOL-CLASS-PATH
#
# The C stays beside the executable, in EXECUTABLE.c, for other compilers and flags: scripts/sanitized.sh.
set -eu

main=$1 executable=$2 classes=$3 tools=$4
here=$(dirname "$0")
c=$here/../keeper/src/main/c # ours
# shellcheck source=scripts/toolchain.sh
. "$here/toolchain.sh"

fresh() {
    [ -x "$executable" ] || return 1
    (
        IFS=:
        # shellcheck disable=SC2086 # a class path is split at its colons
        [ -z "$(find $classes "$here" "$c" -newer "$executable" -print -quit)" ]
    )
}

# One compiler and one collector: these programs run for seconds, and the JVM's second compiler would take longer than they do.
run_java() {
    "${JAVA_HOME:?is set by Maven}/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"
}

if fresh; then
    exit 0
fi

(
    IFS=:
    # shellcheck disable=SC2086 # a class path is split at its colons
    run_java "$here/CaughtFields.java" $classes
)
c_folder=$executable.c
rm -rf "$c_folder"
run_java -cp "$tools:$classes" "$here/CompileToC.java" "$main" "$classes" "$c_folder"

"$here/mend-c.sh" "$c_folder"
run_java "$here/ShrinkC.java" "$c_folder" "$here"

# Sorted by their names, a package's methods stand together: what only a command needs is not read with what runs for weeks.
# Sections and --gc-sections leave out what is never called, and nobody unwinds a stack of C: together 30 % of the size.
# shellcheck disable=SC2046,SC2086 # a compiler and its flags are words
$(native_cc) $dialect_flags -ffunction-sections -fdata-sections -Wl,--gc-sections -Wl,--sort-section=name \
    -fno-asynchronous-unwind-tables -fno-unwind-tables -o "$executable.new" \
    "$c_folder/all.c" "-I$c" "$c"/*.c -lm
mv "$executable.new" "$executable"
