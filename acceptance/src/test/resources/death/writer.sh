#!/bin/sh
# Writes numbered lines until it is told to stop: BURST of them, then a pause. The last line says so. With BURST=0 it writes one at
# a time, and each in two halves.
exec 2>/dev/null # the shell would tell here of each sleep that the signal ends
trap 'stop=yes' TERM
i=0
while [ -z "$stop" ]; do
    if [ "$BURST" -eq 0 ]; then
        printf 'line %d of' $i
        sleep 0.002
        printf ' the %s writer, which takes its time\n' slow
        i=$((i + 1))
    else
        for _ in $(seq "$BURST"); do
            echo "line $i of the fast writer, whose log is rotated again and again while its keeper dies and comes back"
            i=$((i + 1))
        done
        sleep 0.01
    fi
done
echo "last line $i"
