#!/bin/sh
# Puts the names back into a stack trace of a native program: its lines say "Obfuscated.java:1234", where the number is that of a
# method, and the build left beside the C what each is. It must be the very build that printed the trace.
#
#   trace.sh [EXECUTABLE] <trace
set -eu

methods=${1:-$(dirname "$0")/../keeper/target/tend}.c/methods.txt
[ -r "$methods" ] || { echo "trace.sh: there is no $methods: build the program first" >&2; exit 1; }

while IFS= read -r line; do
    number=$(printf '%s\n' "$line" | sed -n 's/.*Obfuscated\.java:\([0-9]*\)).*/\1/p')
    if [ -z "$number" ]; then
        printf '%s\n' "$line"
    else
        sed -n "s/^$number /    at /p" "$methods"
    fi
done
