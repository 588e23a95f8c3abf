package dev.tend.format;

import dev.tend.text.Ascii;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keys of systemd's units, of supervisord's programs and of docker's services, and what says the same here. */
public final class ForeignKeys {

    /** In small letters: FOREIGN OWN..., one line for each. */
    private static final String TABLE = """
            command cmd
            exec cmd
            execstart cmd
            execstartpre pre-start
            execstartpost post-start
            execstop pre-stop
            execstoppost post-stop
            execreload reload
            directory cwd
            dir cwd
            chdir cwd
            working_dir cwd
            workingdirectory cwd
            environment env.NAME
            environmentfile env-file
            env_file env-file
            uid user
            gid group
            supplementarygroups groups
            autorestart restart
            restartsec backoff
            restart_policy restart
            startretries give-up
            startlimitburst give-up
            startlimitinterval give-up
            startlimitintervalsec give-up
            autostart enabled
            startsecs stable
            numprocs instances
            stopsignal stop-signal
            killsignal stop-signal
            stop_signal stop-signal
            stopwaitsecs stop-timeout
            timeoutstopsec stop-timeout
            stop_grace_period stop-timeout
            timeoutstartsec ready-timeout
            runtimemaxsec run-timeout
            killmode kill-mode
            pidfile pidfile
            stdout_logfile log
            logfile log
            standardoutput log
            syslogidentifier log
            syslogfacility log
            stdout_logfile_maxbytes log-size
            stdout_logfile_backups log-keep
            watchdogsec watchdog
            healthcheck health
            depends_on requires
            bindsto binds-to
            oomscoreadjust oom-score-adj
            limitnofile limit.NAME
            nonewprivileges no-new-privs
            capabilityboundingset capabilities
            ambientcapabilities capabilities
            rootdirectory chroot
            memorymax memory-max
            memorylimit memory-max
            mem_limit memory-max
            memoryhigh memory-high
            cpuweight cpu-weight
            cpushares cpu-weight
            cpuquota cpu-max
            tasksmax pids-max
            pids_limit pids-max
            ioweight io-weight
            privatetmp private
            privatenetwork private
            privatepids private
            privatemounts private
            readonlypaths read-only
            inaccessiblepaths hidden
            runtimedirectory directories
            statedirectory directories
            cachedirectory directories
            logsdirectory directories
            oncalendar schedule
            cron schedule
            listenstream listen
            """;

    private static final Map<String, String> OWN = new HashMap<>();

    static {
        int at = 0;
        while (at < TABLE.length()) {
            int end = TABLE.indexOf('\n', at);
            int blank = TABLE.indexOf(' ', at);
            OWN.put(TABLE.substring(at, blank), TABLE.substring(blank + 1, end));
            at = end + 1;
        }
    }

    private ForeignKeys() {}

    /** Returns the key to write instead of one that another supervisor has, in whatever case. */
    public static Optional<String> own(String key) {
        return Optional.ofNullable(OWN.get(Ascii.lower(key)));
    }
}
