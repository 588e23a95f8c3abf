#!/bin/sh
# Makes a native executable of a Java main class: the module "compiler" turns it into C, and a C compiler does the rest.
# Maven calls this in its package phase. It does nothing if the executable is newer than everything it is made of.
#
#   native.sh MAIN-CLASS EXECUTABLE CLASS-PATH COMPILER-CLASS-PATH
#
# The C stays beside the executable, in EXECUTABLE.c, for other compilers and flags: scripts/sanitized.sh.
set -eu

main=$1 executable=$2 classes=$3 compiler=$4
here=$(dirname "$0")
c=$here/../keeper/src/main/c # ours
# shellcheck source=scripts/toolchain.sh
. "$here/toolchain.sh"

fresh() {
    [ -x "$executable" ] || return 1
    (
        IFS=:
        # shellcheck disable=SC2086 # a class path is split at its colons
        [ -z "$(find $classes "$here" "$here/../compiler/src/main" "$c" -newer "$executable" -print -quit)" ]
    )
}

if fresh; then
    exit 0
fi

c_folder=$executable.c
rm -rf "$c_folder"
# One compiler and one collector: this runs for seconds, and the JVM's second compiler would take longer than that.
"${JAVA_HOME:?is set by Maven}/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -cp "$compiler:$classes" dev.tend.compiler.Main "$main" "$classes" "$c_folder"

# Sorted by name, the methods of a package are adjacent: code that only a command needs is not read with code that runs for weeks.
# Sections and --gc-sections leave out what is never called, and nothing unwinds a stack of C: together 30 % of the size.
cc=$(native_cc)
# shellcheck disable=SC2086 # a compiler and its flags are words
$cc $dialect_flags -ffunction-sections -fdata-sections -Wl,--gc-sections -Wl,--sort-section=name \
    -fno-asynchronous-unwind-tables -fno-unwind-tables -o "$executable.new" \
    "$c_folder/all.c" "-I$c" "$c"/*.c -lm
mv "$executable.new" "$executable"
