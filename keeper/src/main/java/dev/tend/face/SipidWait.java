package dev.tend.face;

import dev.tend.command.Host;
import dev.tend.service.Probe.Trust;
import dev.tend.text.GoDurations;
import java.util.OptionalLong;
import java.util.Set;

/** {@code sipid wait-until-healthy}: asks a web server until it is well, see {@link WaitUntilHealthy}. */
final class SipidWait implements SipidCommand {

    @Override
    public String name() {
        return "wait-until-healthy";
    }

    @Override
    public String usage() {
        return "--url URL [--timeout 1m] [--polling-frequency 5s] [--ca-file FILE] [--insecure]";
    }

    @Override
    public Set<String> valued() {
        return Set.of("url", "timeout", "polling-frequency", "ca-file");
    }

    @Override
    public Set<String> switches() {
        return Set.of("insecure");
    }

    @Override
    public int run(GoFlags flags, Host host) {
        var trust = new Trust(flags.value("ca-file").map(host::absolute), flags.on("insecure"));
        return new WaitUntilHealthy(
                        flags.required("url"),
                        duration(flags, "timeout", WaitUntilHealthy.TIMEOUT),
                        duration(flags, "polling-frequency", WaitUntilHealthy.PERIOD),
                        trust)
                .run(host);
    }

    private static long duration(GoFlags flags, String name, long usual) {
        String text = flags.value(name).orElse("");
        var micros = text.isEmpty() ? OptionalLong.of(usual) : GoDurations.parse(text);
        if (micros.orElse(0) <= 0) {
            throw new IllegalArgumentException(
                    "--" + name + " \"" + text + "\" is no time: write one such as 500ms, 5s or 1m30s");
        }
        return micros.getAsLong();
    }
}
