#!/bin/sh
# dev.sh DIR COMMAND...: executes a command whose /dev is a directory, with the devices that programs take for granted.
# To be called in a namespace of mounts.
dir=$1
shift
for device in null zero urandom tty; do
    : >"$dir/$device"
    mount --bind "/dev/$device" "$dir/$device" || exit
done
mount --rbind "$dir" /dev || exit
exec "$@"
