package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's rsyslog, unpacked; it writes each message to a file: {@code LEVEL|TIME|NAME|PID|TEXT}. */
final class Rsyslog {

    private static final Path PACKAGES =
            Path.of("../target/log-packages").toAbsolutePath().normalize();

    private static final String TEMPLATE = "template(name=\"all\" type=\"string\" string=\"%syslogfacility-text%."
            + "%syslogseverity-text%|%timereported:::date-rfc3339%|%app-name%|%procid%|%msg%\\n\")\n";

    private final Tend tend;
    private Process daemon;

    Rsyslog(Tend tend) {
        this.tend = tend;
    }

    /** Skips the test if the packages are not here. */
    static void assumeHere() {
        assumeTrue(packages(PACKAGES).size() == 5, "rsyslog is not in " + PACKAGES + ": ./check puts it there");
    }

    static List<Path> packages(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".deb")).toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private Path root() {
        return tend.path("rsyslog");
    }

    /** Starts it. @param inputs lines of its configuration, beside the modules */
    Rsyslog start(String... inputs) {
        if (!Files.isDirectory(root())) {
            for (var file : packages(PACKAGES)) {
                var ran = tend.command(List.of("dpkg-deb", "-x", file.toString(), root().toString()));
                assertThat(ran.code()).as(ran::toString).isZero();
            }
        }
        String out = "*.* action(type=\"omfile\" file=\"" + file() + "\" template=\"all\" flushOnTXEnd=\"on\")\n";
        tend.file("rsyslog.conf", String.join("\n", inputs) + "\n" + TEMPLATE + out);
        String libraries = root() + "/usr/lib/x86_64-linux-gnu";
        daemon = tend.start(
                "rsyslogd",
                List.of(
                        "env",
                        "LD_LIBRARY_PATH=" + libraries,
                        root() + "/usr/sbin/rsyslogd",
                        "-n",
                        "-i",
                        tend.path("rsyslog.pid").toString(),
                        "-f",
                        tend.path("rsyslog.conf").toString(),
                        "-M",
                        libraries + "/rsyslog"));
        return this;
    }

    void stop() throws InterruptedException {
        daemon.destroy();
        daemon.waitFor();
    }

    private Path file() {
        return tend.path("messages");
    }

    /** Returns what it has written. */
    String messages() {
        return Tend.text(file());
    }

    /** Returns the texts of the messages of a service. */
    List<String> texts(String service) {
        return messages()
                .lines()
                .map(line -> line.split("\\|", 5))
                .filter(fields -> fields.length == 5 && fields[2].equals(service))
                .map(fields -> fields[4].strip())
                .toList();
    }
}
