#!/bin/sh
# users.sh DIR COMMAND...: executes a command on a machine whose name service also knows the users of libnss-extrausers, which is
# unpacked in DIR/packages. To be called in a namespace of mounts.
dir=$1
shift
libraries=/usr/lib/x86_64-linux-gnu
mkdir -p "$dir/libraries" "$dir/original"
mount --bind $libraries "$dir/original" || exit
ln -sf "$dir/original/"* "$dir/libraries/"
ln -sf "$dir/packages/usr/lib/libnss_extrausers.so.2" "$dir/libraries/"
mount --bind "$dir/libraries" $libraries || exit
mount --bind "$dir/nsswitch.conf" /etc/nsswitch.conf || exit
mount --bind "$dir/var" /var/lib || exit
exec "$@"
