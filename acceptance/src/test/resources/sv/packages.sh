#!/bin/sh
# Debian's packages mini-httpd-run and git-daemon-run as they are, under a supervisor, and what is to be seen of them from outside.
#
#   packages.sh ROOT runsvdir|TEND      ROOT holds what the packages hold
#
# For a mount and network namespace of its own: what it mounts over the system's folders ends with that.
set -eu

root=$1
supervisor=$2

await() {
    until eval "$1" >/dev/null 2>&1; do sleep 0.05; done
}

mount -t tmpfs tmpfs /mnt
for folder in etc usr var; do
    mkdir "/mnt/$folder" "/mnt/$folder.work"
    mount -t overlay overlay -o "lowerdir=$root/$folder:/$folder,upperdir=/mnt/$folder,workdir=/mnt/$folder.work" "/$folder"
done
mount -t tmpfs tmpfs /run
ip link set lo up

# What the packages do when they are installed.
for user in _runit-log:_runit-log gitlog:nogroup gitdaemon:nogroup; do
    grep -q "^${user%:*}:" /etc/passwd || useradd --system --no-create-home --shell /usr/sbin/nologin "${user%:*}"
done
mkdir -p /run/runit/supervise /var/log/git-daemon /var/lib/git /etc/service /var/www/html
chown gitlog:adm /var/log/git-daemon
rm -rf /etc/service/*
ln -s /etc/sv/mini-httpd /etc/sv/git-daemon /etc/service/

# Something to serve.
echo 'It works.' >/var/www/html/index.html
git init -q --bare /var/lib/git/empty.git
touch /var/lib/git/empty.git/git-daemon-export-ok
chown -R gitdaemon /var/lib/git

case $supervisor in
    runsvdir) env -i PATH="$PATH" runsvdir -P /etc/service >/dev/null 2>&1 & ;;
    *) env -i PATH="$PATH" "$supervisor" up --runit /etc/service --run-dir /run/tend --log-dir /var/log/tend >/mnt/out 2>&1 & ;;
esac

user() {
    ps -o user= -p "$(cat "/etc/service/$1/supervise/pid")"
}

told() {
    sed -E 's/\(pid [0-9]+\)/(pid N)/g; s/\b[0-9]+s\b/Ns/g'
}

await 'curl -sf http://localhost/'
await 'git ls-remote git://localhost/git/empty.git'
curl -s http://localhost/
sv status mini-httpd git-daemon | told
for service in mini-httpd mini-httpd/log git-daemon git-daemon/log; do echo "$service runs as $(user $service)"; done
stat -c '%n %U:%G %a' /var/log/runit/mini-httpd /var/log/git-daemon
await 'grep -q "GET / HTTP" /var/log/runit/mini-httpd/current'
await 'grep -q "Connection from" /var/log/git-daemon/current'
cut -d' ' -f2- /var/log/git-daemon/current | head -n 1

pid=$(cat /etc/service/mini-httpd/supervise/pid)
kill -KILL "$pid"
await "curl -sf http://localhost/ && test \$(cat /etc/service/mini-httpd/supervise/pid) != $pid"
sv restart git-daemon | told
sv stop mini-httpd | told
curl -s http://localhost/ || echo "no answer: $?"
sv start mini-httpd | told
