package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Folders of BOSH jobs for a test, whose programs and scripts note down when they are called. */
final class Jobs {

    /** Starts its program in a session of its own, as monit's start programs do, and returns once the pidfile is there. */
    private static final String CTL = """
            #!/bin/sh
            here=$(cd "$(dirname "$0")/.." && pwd)
            note() { echo "$(date +%s%N) $1 $(basename "$here")" >>"$here/../order"; }
            case $1 in
                start)
                    note start
                    if [ -e "$here/launch-fails" ]; then echo "no luck today" >&2; exit 3; fi
                    setsid sh -c 'echo $$ >"$1"; exec sleep 1000' sh "$here/pid" &
                    while ! [ -s "$here/pid" ]; do sleep 0.01; done ;;
                stop)
                    note stop
                    kill "$(cat "$here/pid")" ;;
            esac
            """;

    private final Tend tend;
    private final List<String> arguments = new ArrayList<>();

    Jobs(Tend tend) {
        this.tend = tend;
    }

    /**
     * Creates a job with a monit file.
     *
     * @return its folder
     */
    Path job(String name) throws IOException {
        Path folder = tend.path("jobs").resolve(name);
        tend.file("jobs/" + name + "/monit", """
                check process %s
                  with pidfile %s/pid
                  start program "%s/bin/ctl start" with timeout 20 seconds
                  stop program "%s/bin/ctl stop" with timeout 20 seconds
                  group vcap
                """.formatted(name, folder, folder, folder));
        program(name, "ctl", CTL);
        add(name);
        return folder;
    }

    /** A folder that is there already. */
    void add(String name) {
        arguments.addAll(List.of("--bosh-job", tend.path("jobs/" + name).toString()));
    }

    void program(String job, String name, String text) throws IOException {
        tend.file("jobs/" + job + "/bin/" + name, text);
        Files.setPosixFilePermissions(
                tend.path("jobs/" + job + "/bin/" + name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A script that says when it is called and with what, does something, and says when it ends. */
    void script(String job, String name, String what) throws IOException {
        program(job, name, """
                #!/bin/sh
                here=$(cd "$(dirname "$0")/.." && pwd)
                echo "$(date +%%s%%N) %s $(basename "$here") $*" >>"$here/../order"
                %s
                echo "$(date +%%s%%N) %s-end $(basename "$here")" >>"$here/../order"
                """.formatted(name, what, name));
    }

    /** Starts the keeper with all of them. */
    Tend up() {
        return tend.up(arguments.toArray(new String[0]));
    }

    /** Returns the events, in order: the script or program, and the job, without the time. */
    List<String> order() {
        return Tend.text(tend.path("jobs/order"))
                .lines()
                .sorted()
                .map(line -> line.substring(line.indexOf(' ') + 1).trim())
                .toList();
    }

    /** The steps of all jobs together, each as often as it was begun. */
    List<String> steps() {
        var steps = new ArrayList<String>();
        for (String line : order()) {
            String step = line.substring(0, line.indexOf(' ')).replace("-end", "");
            if (steps.isEmpty() || !steps.getLast().equals(step)) {
                steps.add(step);
            }
        }
        return steps;
    }

    void forget() throws IOException {
        Files.deleteIfExists(tend.path("jobs/order"));
    }

    void awaitOrder(String last) {
        Tend.awaiting().untilAsserted(() -> assertThat(order()).contains(last));
    }
}
