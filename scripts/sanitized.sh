#!/bin/sh
# Compiles the C of an executable that scripts/native.sh made once more, with the address and undefined behaviour sanitizers,
# into EXECUTABLE-sanitized. Such a program stops at its first false step and says which.
#
#   sanitized.sh EXECUTABLE
set -eu

executable=$1
here=$(dirname "$0")
# shellcheck source=scripts/toolchain.sh
. "$here/toolchain.sh"

# shellcheck disable=SC2046,SC2086 # flags are words
cc -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all $dialect_flags \
    -o "$executable-sanitized.new" "$executable.c/all.c" $(c_sources "$here") -lm
mv "$executable-sanitized.new" "$executable-sanitized"
