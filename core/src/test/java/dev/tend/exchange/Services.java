package dev.tend.exchange;

import dev.tend.format.tend.ServiceFile;
import dev.tend.service.ServiceSpec;
import java.util.List;

/** Service files to send around. */
public final class Services {

    public static final String FULL = """
            # all of it
            cmd=./serve 'two  words' "it's" $HOME 100% a\\\\b
            cwd=/srv/my app
            env.GREETING=say "hi" to $USER & 100%
            env.TAB=a\tb
            env-file=/etc/web.env -/etc/web.local.env
            user=www-data
            groups=adm,ssl-cert
            umask=027
            nice=5
            oom-score-adj=-500
            no-new-privs=yes
            limit.nofile=1024:4096
            limit.core=unlimited
            restart=on-failure
            success-exit=0 3 TERM
            backoff=1s..10s
            give-up=5 in 1m
            stop-signal=INT
            stop-timeout=1m30s
            ready=notify
            requires=db
            after=cache
            pre-start=+/usr/bin/prepare
            finish=echo "$1" >>/tmp/ends
            health=tcp:localhost:80
            log-size=1M
            """;

    public static final List<String> MANY = List.of(
            FULL,
            "cmd=sleep 1000",
            "shell=while :; do date; sleep 1; done # no comment\ncwd=/tmp\nenv.A='x'\n",
            "shell=exec sleep 5\nlog=null\nenabled=no\n",
            "cmd=a\ntype=task\nrestart=never\nready=exec:true 'x y'\nlog=console\n",
            "cmd='a\tb' '' '\\'\ninstances=3\nschedule=@daily\ntype=task\n");

    private Services() {}

    public static ServiceSpec spec(String name, String text) {
        var parsed = ServiceFile.parse(name, name, text);
        return parsed.spec().orElseThrow(() -> new AssertionError(parsed.problems()));
    }
}
