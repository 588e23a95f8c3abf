#!/bin/sh
# In a mount namespace of our own: a /dev whose log is the socket named first, and then the command that follows.
set -e
socket=$1
shift
old=$(dirname "$socket")/dev
mkdir "$old"
mount --rbind /dev "$old"
mount -t tmpfs none /dev
for name in null zero full random urandom tty; do
    : >"/dev/$name"
    mount --bind "$old/$name" "/dev/$name"
done
ln -s /proc/self/fd /dev/fd
ln -s "$socket" /dev/log
exec "$@"
