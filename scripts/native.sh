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
# shellcheck source=scripts/toolchain.sh
. "$here/toolchain.sh"

fresh() {
    [ -x "$executable" ] || return 1
    (
        IFS=:
        # shellcheck disable=SC2086 # a class path is split at its colons
        [ -z "$(find $classes "$here" -newer "$executable" -print -quit)" ]
    )
}

if fresh; then
    exit 0
fi

c_folder=$executable.c
rm -rf "$c_folder"
"${JAVA_HOME:?is set by Maven}/bin/java" -cp "$tools:$classes" "$here/CompileToC.java" "$main" "$classes" "$c_folder"

"$here/mend-c.sh" "$c_folder"

# TeaVM 0.15.0 takes every item of an array for as large as a pointer when it clones the array. So cloning a byte[], as the
# encoder behind String.getBytes does, overwrites what stands behind the copy, and the collector crashes sooner or later.
clone=$c_folder/c/j/l/Object.c
if grep -qs '^void\* meth_jl_Object_cloneLowLevel' "$clone"; then
    sed '/^void\* meth_jl_Object_cloneLowLevel(/,/^}/s/isPrimitive(\(teavm_local_[0-9]*\))/isPrimitive(TEAVM_FIELD(\1, TeaVM_Class, itemType))/' \
        "$clone" >"$clone.mended"
    if cmp -s "$clone" "$clone.mended"; then
        fail "$clone: cloneLowLevel is not as TeaVM 0.15.0 writes it: see whether it copies primitive arrays right"
    fi
    mv "$clone.mended" "$clone"
fi

# Cloning an array, TeaVM asks whether the array is primitive, not whether its items are, and so copies eight bytes for each: what
# follows the clone of a byte[] on the heap is overwritten. String.getBytes makes such clones.
find "$c_folder" -type f -name '*.c' -exec sed -i -E \
    's/isPrimitive\((\w+)\)\) \? sizeof\(void\*\) : TEAVM_FIELD\(TEAVM_FIELD\(\1, TeaVM_Class, itemType\)/isPrimitive(TEAVM_FIELD(\1, TeaVM_Class, itemType))) ? sizeof(void*) : TEAVM_FIELD(TEAVM_FIELD(\1, TeaVM_Class, itemType)/' {} +

# Sections and --gc-sections leave out what is never called, and nobody unwinds a stack of C: together 30 % of the size.
# shellcheck disable=SC2046,SC2086 # a compiler and its flags are words
$(native_cc) $dialect_flags -ffunction-sections -fdata-sections -Wl,--gc-sections \
    -fno-asynchronous-unwind-tables -fno-unwind-tables -o "$executable.new" "$c_folder/all.c" -lm
mv "$executable.new" "$executable"
