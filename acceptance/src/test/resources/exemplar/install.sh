#!/bin/sh
# Makes a machine of the mount namespace it runs in: its /var is a folder of ours, it has a user vcap, and the job is installed
# as its spec says.
#
#   install.sh FOLDER RELEASE TEND PORT
set -eu

folder=$1 release=$2 tend=$3 port=$4
job=$folder/vcap/jobs/greeter

sed -n '/^templates:/,/^$/s/^  \(.*\): \(.*\)/\1 \2/p' "$release/jobs/greeter/spec" | while read -r from to; do
    install -D "$release/jobs/greeter/templates/$from" "$job/$to"
done
install -m 0644 "$release/jobs/greeter/monit" "$job/monit"
sed -i "s/^port=.*/port=$port/" "$job/config/greeter.conf"

install_package() {
    (cd "$2" && BOSH_INSTALL_TARGET=$folder/vcap/packages/$1 "$release/packages/$1/packaging")
}
install_package greeter "$release/src"
install -D "$tend" "$folder/blobs/tend/tend"
install_package tend "$folder/blobs"

mkdir -m 0700 "$folder/vcap/monit"
cat >"$folder/vcap/monit/monitrc" <<'END'
set daemon 1
set httpd unixsocket /var/vcap/monit/monit.sock
  allow root:none
set pidfile /var/vcap/monit/monit.pid
set statefile /var/vcap/monit/monit.state
set idfile /var/vcap/monit/monit.id
set logfile /var/vcap/monit/monit.log
include /var/vcap/jobs/*/monit
END
chmod 0700 "$folder/vcap/monit/monitrc"

{
    cat /etc/passwd
    echo 'vcap:x:4242:4242::/:/usr/sbin/nologin'
} >"$folder/passwd"
{
    cat /etc/group
    echo 'vcap:x:4242:'
} >"$folder/group"
mount --bind "$folder/passwd" /etc/passwd
mount --bind "$folder/group" /etc/group
mount --bind "$folder" /var
