#!/bin/sh
# Lets another process have the pid that a file holds, within a pid namespace of its own.
#
#   reuse.sh TEND FILE claimed|written|copied
#
# The file is claimed by Tend; or written by another program, long enough before; or that, with its date set by hand.
set -eu

tend=$1 file=$2 how=$3

sleep 1000 &
first=$!
case $how in
    claimed) "$tend" pidfile claim --pid $first --pid-file "$file" ;;
    written) echo $first >"$file" && sleep 3 ;;
    copied) echo $first >"$file" && touch -d '1 hour ago' "$file" ;;
esac
kill -KILL $first
wait $first || true
echo $((first - 1)) >/proc/sys/kernel/ns_last_pid
sleep 2000 &
[ $! = $first ] || { echo "the second process got $!, not $first" >&2; exit 1; }
