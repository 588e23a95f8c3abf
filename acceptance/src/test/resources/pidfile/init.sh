#!/bin/sh
# An init script, written twice: with start-stop-daemon of Debian, and with Tend.
#
#   init.sh debian|tend start|stop|status
#
# Its service is told by TEND, PIDFILE, PROGRAM, ARGUMENT, ROLE, CWD and MASK.
set -eu

case $1-$2 in
    debian-start)
        start-stop-daemon --start --quiet --background --make-pidfile --pidfile "$PIDFILE" --chuid "$ROLE" --chdir "$CWD" \
            --umask "$MASK" --startas "$PROGRAM" -- "$ARGUMENT"
        ;;
    debian-stop) start-stop-daemon --stop --quiet --oknodo --retry 5 --remove-pidfile --pidfile "$PIDFILE" ;;
    debian-status) start-stop-daemon --status --pidfile "$PIDFILE" ;;
    tend-start)
        "$TEND" pidfile start --background --pid-file "$PIDFILE" --chuid "$ROLE" --chdir "$CWD" \
            --umask "$MASK" --exec "$PROGRAM" -- "$ARGUMENT"
        ;;
    tend-stop) "$TEND" pidfile kill --timeout 5s --pid-file "$PIDFILE" ;;
    tend-status) "$TEND" pidfile show --pid-file "$PIDFILE" ;;
esac
