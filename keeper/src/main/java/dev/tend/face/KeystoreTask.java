package dev.tend.face;

import dev.tend.command.Host;
import dev.tend.text.Glob;
import dev.tend.text.ShellWords;
import java.util.List;

/**
 * The keystore tool of a process manager as a task of its keeper, which the steward may start, and that is all it may: what is
 * executed stands in the task's file. It is on a timer that nobody will see go off, or it would be started with the keeper.
 */
final class KeystoreTask {

    static final String NAME = "keystore";

    private final ManagerSettings settings;
    private final Host host;

    KeystoreTask(ManagerSettings settings, Host host) {
        this.settings = settings;
        this.host = host;
    }

    boolean isWanted() {
        return settings.text("PM_KEYSTORE_UPDATER").isEmpty() || settings.isOn("PM_KEYSTORE_UPDATER");
    }

    /** @throws IllegalArgumentException where something of what it needs is missing */
    void check() {
        checkPath("KEYSTORE_SOURCE_DIR", "/volumes/secrets");
        checkPath("KEYSTORE_BINARY", "/usr/share/elasticsearch/bin/elasticsearch-keystore");
        String version = settings.text("KEYSTORE_ES_VERSION");
        ProcessManagerFace.check(
                version.isEmpty() || Glob.matches("[0-9]*.[0-9]*", version),
                "KEYSTORE_ES_VERSION",
                version,
                "no version: write one such as 8.19.21");
        if (settings.isOn("KEYSTORE_RELOAD_CREDENTIALS")) {
            checkGiven("KEYSTORE_ES_USERNAME");
            if (settings.text("KEYSTORE_ES_PASSWORD").isEmpty()) {
                checkGiven("KEYSTORE_ES_PASSWORD_FILE");
                checkPath("KEYSTORE_ES_PASSWORD_FILE", "");
            }
            checkPath("KEYSTORE_ES_CA_CERTS_PATH", "/volume/http-certs");
        }
    }

    private void checkGiven(String name) {
        ProcessManagerFace.check(!settings.text(name).isEmpty(), name, "", "needed for KEYSTORE_RELOAD_CREDENTIALS");
    }

    private void checkPath(String name, String usual) {
        String said = settings.text(name);
        String path = said.isEmpty() ? usual : said;
        ProcessManagerFace.check(
                host.files().facts(host.absolute(path)).isPresent(),
                name,
                path,
                "not there: the keystore updater needs it, or switch that off by PM_KEYSTORE_UPDATER=false");
    }

    /** Its service file. @param steward the program */
    String file(String steward) {
        return "type=task\nschedule=@every 10000d\nstop-timeout=1s\nenv-inherit=yes\nlog=inherit\ncwd="
                + host.workingFolder() + "\ncmd=" + ShellWords.join(List.of(steward + "-keystore")) + "\n"
                + settings.lines();
    }
}
