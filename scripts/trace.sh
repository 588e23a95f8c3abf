#!/bin/sh
# Puts the names back into a stack trace of a native program: its lines say "Obfuscated.java:1234", where the number is that of a
# call, and TeaVM left beside the C what each call is. It must be the very build that printed the trace.
#
#   trace.sh [EXECUTABLE] <trace
set -eu

calls=${1:-$(dirname "$0")/../keeper/target/tend}.c/callsites.json
[ -r "$calls" ] || { echo "trace.sh: there is no $calls: build the program first" >&2; exit 1; }

while IFS= read -r line; do
    number=$(printf '%s\n' "$line" | sed -n 's/.*Obfuscated\.java:\([0-9]*\)).*/\1/p')
    if [ -z "$number" ]; then
        printf '%s\n' "$line"
    else
        grep -F -m 1 "{\"id\":$number," "$calls" | tr '{' '\n' |
            sed -n 's/"class":"\([^"]*\)","method":"\([^"]*\)","file":"\([^"]*\)","line":\(-*[0-9]*\).*/    at \1.\2(\3:\4)/p'
    fi
done
