# Completion of tend(1) for bash. Names come from the running keeper, the rest stands here.
# shellcheck shell=bash

_tend_names() {
    local arguments=() i
    for ((i = 1; i < COMP_CWORD - 1; i++)); do
        if [[ ${COMP_WORDS[i]} == --run-dir ]]; then
            arguments=(--run-dir "${COMP_WORDS[i + 1]}")
        fi
    done
    tend status --names "${arguments[@]}" 2>/dev/null
}

_tend_options() {
    case $1 in
        up) echo --dir --run-dir --log-dir --bosh-job --runit --no-watch --syslog --control-group --console --no-console --http --before --stop-timeout-total --procfile --env --port \
            --formation --foreground --foreman ;;
        run) echo --name --kill-mode --stop-timeout ;;
        status) echo --tag --all --failed --json --names --run-dir ;;
        graph) echo --tag --json --run-dir ;;
        why) echo --tag --all --lines --since --until --utc --log-dir --json --run-dir ;;
        events) echo --tag --follow --lines --since --until --utc --log-dir --json --run-dir ;;
        logs) echo --tag --all --follow --lines --since --until --utc --log-dir --json --run-dir ;;
        stop) echo --tag --all --wait --no-wait --timeout --no-drain --json --run-dir ;;
        deploy) echo --dry-run --updated --wait --no-wait --timeout --json --run-dir ;;
        start | drain | kill) echo --tag --all --wait --no-wait --timeout --json --run-dir ;;
        restart) echo --tag --all --wait --no-wait --timeout --rolling --json --run-dir ;;
        signal) echo --tag --all --json --run-dir ;;
        reload) echo --tag --all --or-restart --rolling --wait --no-wait --timeout --json --run-dir ;;
        plan | doctor) echo --json --run-dir ;;
        check) echo --dir --runit --bosh-job --procfile --env --port --formation --json --run-dir ;;
        pidfile) echo --pid --pid-file --signal --timeout --show-stacks --group --json --exec --chuid --chdir --umask --background --oknodo ;;
        explain) echo --tag --all --set --dir --runit --bosh-job --procfile --env --port --formation --json --run-dir ;;
        try) echo --timeout --for --private --dir --runit --bosh-job --procfile --env --port --formation --run-dir ;;
        probe) echo --timeout --json ;;
        import) echo --out --env --port --formation ;;
        export) echo --tag --out --dir --runit --bosh-job --procfile --env --port --formation --run-dir ;;
        version | help) echo --json ;;
        shutdown) echo --wait --no-wait --timeout --json --run-dir ;;
    esac
    echo --help
}

_tend_fill() {
    # shellcheck disable=SC2207 # names and options have no blanks in them
    COMPREPLY=($(compgen -W "$1" -- "$word"))
}

_tend() {
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]}
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        _tend_fill 'up run status why graph logs events start stop drain restart kill signal plan reload deploy check explain doctor try probe pidfile import
            export shutdown
            version help as'
        return
    fi
    case $previous in
        -d | --dir | --chdir | --run-dir | --log-dir | --bosh-job | --runit | -o | --out)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -d -- "$word")
            return
            ;;
        -p | --procfile | --env | --pid-file | --exec)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return
            ;;
        --control-group)
            _tend_fill "$(cut -d: -f1 /etc/group)"
            return
            ;;
        -n | --lines | -t | --timeout | --name | --pid | --umask | --updated | --before | --stop-timeout-total | --http | --port | --formation) return ;;
    esac
    if [[ $word == -* ]]; then
        _tend_fill "$(_tend_options "$verb")"
        return
    fi
    case $verb in
        status | why | graph | logs | events | start | stop | drain | restart | kill | explain) _tend_fill "$(_tend_names)" ;;
        signal)
            if ((COMP_CWORD == 2)); then
                _tend_fill 'HUP INT QUIT KILL USR1 USR2 ALRM TERM CONT STOP WINCH'
            else
                _tend_fill "$(_tend_names)"
            fi
            ;;
        up | deploy)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -d -- "$word")
            ;;
        check)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        import)
            if ((COMP_CWORD == 2)); then
                _tend_fill 'procfile runit'
            else
                compopt -o filenames
                mapfile -t COMPREPLY < <(compgen -f -- "$word")
            fi
            ;;
        export)
            if ((COMP_CWORD == 2)); then
                _tend_fill 'runit systemd procfile'
            else
                _tend_fill "$(_tend_names)"
            fi
            ;;
        run) mapfile -t COMPREPLY < <(compgen -c -- "$word") ;;
        probe) _tend_fill 'tcp: http:// https:// file: exec:' ;;
        pidfile)
            if ((COMP_CWORD == 2)); then
                _tend_fill 'claim kill show start'
            fi
            ;;
        as) _tend_fill 'going sipid killproc process-manager runsvdir runsv sv chpst svlogd envdir envuidgid pgrphack setlock setuidgid softlimit' ;;
        help)
            _tend_fill 'up run status why graph logs events start stop drain restart kill signal plan reload deploy check explain doctor try probe pidfile
                import export shutdown
                version help'
            ;;
    esac
}

complete -F _tend tend
