#!/bin/sh
# Compiles the C of an executable that scripts/native.sh made once more, with the address and undefined behaviour sanitizers,
# into EXECUTABLE-sanitized. Such a program stops at its first false step and says which.
#
#   sanitized.sh EXECUTABLE
set -eu

executable=$1
here=$(dirname "$0")
c=$here/../keeper/src/main/c
# shellcheck source=scripts/toolchain.sh
. "$here/toolchain.sh"

# A child that shares our memory leaves its stack behind as it is, which the address sanitizer takes for a stack in use.
# shellcheck disable=SC2086 # flags are words
cc -O1 -g $dialect_flags -c -o "$executable-child.o" "$c/child.c"

# shellcheck disable=SC2086 # flags are words
cc -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all $dialect_flags -pie \
    -o "$executable-sanitized.new" "$executable.c/all.c" "-I$c" "$c/code.c" "$c/output.c" "$c/signals.c" "$executable-child.o" -lm
mv "$executable-sanitized.new" "$executable-sanitized"
