package dev.tend.face;

import dev.tend.command.Host;
import dev.tend.text.Ascii;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The settings of a process manager, from variables of the environment; each is a flag as well, {@code --pm-http-port}
 * for {@code PM_HTTP_PORT}, which takes precedence. An empty value is none. The defaults are in the code that uses a
 * setting.
 */
final class ManagerSettings {

    static final List<String> TEXTS = List.of(
            "PM_PROC_NAME",
            "PM_PROC_CMD",
            "PM_HTTP_PORT",
            "PM_HTTP_ADDR",
            "PM_CERT_PATH",
            "PM_KEY_PATH",
            "PM_STATE_FILE",
            "PM_CONFIG_PATH",
            "KEYSTORE_SOURCE_DIR",
            "KEYSTORE_BINARY",
            "KEYSTORE_PATH",
            "KEYSTORE_ES_USERNAME",
            "KEYSTORE_ES_PASSWORD",
            "KEYSTORE_ES_PASSWORD_FILE",
            "KEYSTORE_ES_CA_CERTS_PATH",
            "KEYSTORE_ES_ENDPOINT",
            "KEYSTORE_ES_VERSION");

    static final List<String> SWITCHES = List.of(
            "PM_REAPER",
            "PM_TLS",
            "PM_KEYSTORE_UPDATER",
            "PM_EXP_VARS",
            "PM_PROFILER",
            "PM_ANY_VERB",
            "KEYSTORE_RELOAD_CREDENTIALS");

    private final GoFlags flags;
    private final Host host;

    /**
     * @param words the flags
     * @throws IllegalArgumentException with what is wrong with them
     */
    ManagerSettings(List<String> words, Host host) {
        this.flags = GoFlags.parse(words, flags(TEXTS), flags(SWITCHES));
        this.host = host;
    }

    private static Set<String> flags(List<String> names) {
        var flags = new HashSet<String>();
        for (String name : names) {
            flags.add(flag(name));
        }
        return flags;
    }

    private static String flag(String name) {
        return Ascii.lower(name).replace('_', '-');
    }

    /** Returns the value of a setting, or "". */
    String text(String name) {
        String text = flags.value(flag(name)).orElse(host.variable(name));
        if (text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(name + " has more than one line");
        }
        return text;
    }

    /** Tells whether a switch is on, as Go's {@code strconv.ParseBool} parses it. */
    boolean isOn(String name) {
        String text = text(name);
        boolean on = text.equals("1")
                || text.equals("t")
                || text.equals("T")
                || Ascii.lower(text).equals("true");
        boolean off = text.equals("0")
                || text.equals("f")
                || text.equals("F")
                || Ascii.lower(text).equals("false");
        if (!on && !off && !text.isEmpty()) {
            throw new IllegalArgumentException(name + "=" + text + " is neither true nor false");
        }
        return on;
    }

    /** Lines of a service file that give what the environment says otherwise, or not at all, to one that has the environment. */
    String lines() {
        var lines = new StringBuilder();
        for (String name : TEXTS) {
            add(name, text(name), lines);
        }
        for (String name : SWITCHES) {
            add(name, text(name).isEmpty() ? "" : String.valueOf(isOn(name)), lines);
        }
        return lines.toString();
    }

    private void add(String name, String value, StringBuilder lines) {
        if (!value.equals(host.variable(name))) {
            lines.append("env.").append(name).append('=').append(value).append('\n');
        }
    }
}
