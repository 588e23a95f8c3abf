#!/bin/sh
# Services for sv, and a supervisor for them. Sourced in a folder that is compared afterwards: nothing of this is in it.
# "await" is there already, and $by says which supervisor: runsvdir, runsv, for one service, or tend.

SVDIR=$PWD.sv
export SVDIR
mkdir "$SVDIR"

# service NAME LINE: a folder whose run executes the line.
service() {
    mkdir -p "$SVDIR/$1"
    script "$1/run" "$2"
}

# script NAME LINE
script() {
    printf '#!/bin/sh\n%s\n' "$2" >"$SVDIR/$1"
    chmod 755 "$SVDIR/$1"
}

# serve NAME...: makes these services, and waits until a supervisor has them as they are meant to be.
serve() {
    for name in "$@"; do
        case $name in
            web)
                service web 'trap "" HUP; touch ready; exec sleep 1000'
                service web/log 'exec cat >/dev/null'
                ;;
            off)
                service off 'exec sleep 1000'
                touch "$SVDIR/off/down"
                ;;
            logged)
                service logged 'exec sleep 1000'
                touch "$SVDIR/logged/down"
                service logged/log 'exec cat >/dev/null'
                ;;
            picky)
                service picky 'exec sleep 1000'
                # shellcheck disable=SC2016 # for the script
                script picky/check 'echo lost; echo "asked in ${PWD##*/}" >&2; test -e good'
                ;;
            stubborn) service stubborn 'trap "" TERM; touch ready; exec sleep 1000' ;;
            catcher)
                # shellcheck disable=SC2016 # for the script
                service catcher 'exec 2>/dev/null
                    for s in HUP ALRM INT QUIT USR1 USR2; do trap "echo $s >>got" $s; done
                    trap "echo TERM >>got; exit" TERM; touch ready; while :; do sleep 0.05; done'
                ;;
            slow)
                service slow 'exec sleep 1000'
                script slow/finish 'exec sleep 1000'
                ;;
            failing)
                service failing 'exit 9'
                script failing/finish 'exec sleep 1000'
                touch "$SVDIR/failing/down"
                ;;
            *) service "$name" 'exec sleep 1000' ;;
        esac
    done
    supervise "$1"
    for name in "$@"; do
        case $name in
            off | logged | failing) is "$name" down, want down ;;
            web | catcher | stubborn) await "test -e '$SVDIR/$name/ready'" ;;
        esac
        case $name in
            off | logged | failing) ;;
            *) is "$name" run, want up ;;
        esac
        [ ! -d "$SVDIR/$name/log" ] || is "$name/log" run, want up
    done
}

# With signals as they usually are, not as a shell has them for what it starts in the background.
supervise() {
    end=TERM
    case ${by:?} in
        runsv) env --default-signal runsv "$SVDIR/$1" >/dev/null 2>&1 & ;;
        runsvdir)
            end=HUP # on TERM, it leaves its services alone
            env --default-signal runsvdir "$SVDIR" >/dev/null 2>&1 &
            ;;
        tend)
            env --default-signal "$TEND" up --runit "$SVDIR" --run-dir "$PWD.run" --log-dir "$PWD.log" \
                >"$PWD.out" 2>&1 &
            ;;
    esac
    supervisor=$!
    trap 'kill -$end $supervisor 2>/dev/null' EXIT
}

# is NAME WORD...: waits until supervise/status says so.
is() {
    of=$1
    shift
    await "/usr/bin/sv status '$SVDIR/$of' | grep -qv 'runsv not running'" # runsv says how it is before it can be asked
    await "test \"\$(state '$of')\" = '$*'"
}

state() {
    # shellcheck disable=SC2046 # four numbers: paused, wanted, told to end, and what runs
    set -- $(od -An -tu1 -j16 "$SVDIR/$1/supervise/status")
    case $4 in
        0) what=down ;;
        1) what=run ;;
        2) what=finish ;;
    esac
    [ "$1" = 0 ] || what="$what, paused"
    [ "$2" = 117 ] && what="$what, want up" || what="$what, want down"
    [ "$3" = 0 ] || what="$what, got TERM"
    echo "$what"
}

# aged NAME...: waits until the latest change was in an earlier second. runit's sv takes what has been started in the very second
# it is called in for restarted. The time of the file would not do: it may be a tick of the kernel behind.
aged() {
    for name in "$@"; do
        await "test \$(date +%s) -gt \$(since '$name')"
    done
}

# In seconds since 1970; the status has them as TAI64.
since() {
    echo $(($(od -An -tu8 --endian=big -N8 "$SVDIR/$1/supervise/status") - 4611686018427387914))
}
