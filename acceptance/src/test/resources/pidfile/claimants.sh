#!/bin/sh
# Shells that claim one pidfile at once, each for itself, and then go on as a process with that pid.
#
#   claimants.sh TEND COUNT FILE FOLDER
#
# FOLDER gets a line in "winners" for each that has it, what the others were told in "told", and a line in "done" for each.
set -eu

tend=$1 count=$2 file=$3 folder=$4

i=0
while [ "$i" -lt "$count" ]; do
    # shellcheck disable=SC2016 # for the shell that is started
    sh -c '
        if "$1" pidfile claim --pid $$ --pid-file "$2" 2>>"$3/told"; then
            echo $$ >>"$3/winners"
        fi
        echo $$ >>"$3/done"
        exec sleep 1000' - "$tend" "$file" "$folder" &
    i=$((i + 1))
done
wait
