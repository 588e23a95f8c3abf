package dev.tend.face;

import dev.tend.command.ExitCode;
import dev.tend.command.Face;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Remarks;
import dev.tend.command.Terminal;
import dev.tend.control.OneProcess;
import dev.tend.format.going.GoingFile;
import dev.tend.format.tend.DirectorySource;
import dev.tend.formats.Formats;
import dev.tend.instance.KeeperOptions;
import dev.tend.keeper.Keeper;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.probe.Answer;
import dev.tend.service.Address;
import dev.tend.service.Probe;
import dev.tend.spawn.StewardSetup;
import dev.tend.text.Durations;
import dev.tend.text.Glob;
import dev.tend.text.IpAddress;
import dev.tend.text.ShellWords;
import java.util.List;
import java.util.Optional;

/**
 * {@code process-manager}: keeps one process, which is controlled over HTTP, and ends with it. The keeper runs it, and beside it
 * the steward, which answers; of what is asked that one decides nothing.
 *
 * <p>All that can be wrong with the settings is found before anything is started, is one line, and exits 1.
 */
public final class ProcessManagerFace implements Face {

    private static final String SERVICES = "/services";
    private static final String NAME = "process-manager";

    /** The names that a process cannot have, since they are the first part of other paths, or that of the service beside it. */
    private static final List<String> TAKEN = List.of("", "health", "keystore", "debug", "steward");

    private static final String STEWARD =
            "steward=yes\nstable=2s\nstop-timeout=3s\nenv-inherit=yes\nenv.TEND_FACE=process-manager\nlog=inherit\n";

    private static final String USUAL_PORT = "8080";
    private static final int LAST_PORT = 65_535;
    private static final int MOST_LOOKS = 20;
    private static final int BETWEEN_LOOKS = 100; // milliseconds

    /** A Java program is started for that, on a machine that may be busy. */
    private static final long TO_CHECK_TLS = 60 * Durations.SECOND;

    /** The beginning of the steward's lines. */
    private static final String SAID = "tend-steward: ";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int run(List<String> words, Host host) {
        try {
            return keeper(new ManagerSettings(words, host), host).run();
        } catch (IllegalArgumentException wrong) {
            throw new Failure(ExitCode.FAILED, NAME + ": " + wrong.getMessage());
        }
    }

    private static Keeper keeper(ManagerSettings settings, Host host) {
        String name = settings.text("PM_PROC_NAME");
        check(
                !TAKEN.contains(name) && !Glob.matches("*[!a-zA-Z0-9_-]*", name),
                "PM_PROC_NAME",
                name,
                "no name for a process: write letters, digits, - and _, but none of health, keystore, debug and steward");
        var command = GoingFile.words(settings.text("PM_PROC_CMD"));
        check(!command.isEmpty(), "PM_PROC_CMD", "", "no program: write one and its arguments, between spaces");
        var address = address(settings);
        if (settings.isOn("PM_TLS")) {
            checkFile("PM_CERT_PATH", settings, host);
            checkFile("PM_KEY_PATH", settings, host);
        } else if (address.ip().isEmpty()) {
            host.terminal()
                    .complain(NAME + ": every host that can reach port " + address.port() + " may stop " + name
                            + ": restrict it with PM_HTTP_ADDR, or protect it with PM_TLS");
        }
        var keystore = new KeystoreTask(settings, host);
        if (keystore.isWanted()) {
            keystore.check();
        }
        String program = StewardSetup.program(host.variable("TEND_STEWARD"), host.files());
        if (settings.isOn("PM_TLS")) {
            checkTls(program, settings, host);
        }
        String steward = STEWARD + "cwd=" + host.workingFolder() + "\n" + settings.lines();

        String run = FaceFolder.of(NAME + "-" + name, host);
        String said = settings.text("PM_STATE_FILE");
        var options = options(run);
        String services = run + SERVICES + "/";
        var kernel = host.kernel(run);
        kernel.poller().reportAllSignals();
        kernel.processes().bindToKeeper();
        kernel.streams().close(door(address, kernel, host.terminal()));
        forget(kernel, options);
        kernel.files().makeFolder(services, 0700);
        kernel.files().replace(services + "steward", steward, 0600);
        if (keystore.isWanted()) {
            kernel.files().replace(services + KeystoreTask.NAME, keystore.file(program), 0600);
        } else {
            kernel.files().remove(services + KeystoreTask.NAME);
        }
        var one = new OneProcess(
                kernel,
                services + name,
                "cmd=" + ShellWords.join(command) + "\ncwd=" + host.workingFolder()
                        + "\nenv-inherit=yes\nrestart=never\ncritical=yes\nlog=inherit\n",
                said.isEmpty() ? run + "/" + name + ".json" : host.absolute(said));
        return new Keeper(kernel, options, List.of(new Remarks(kernel)), Optional.of(one));
    }

    private static KeeperOptions options(String run) {
        return new KeeperOptions(
                Formats.alone(new DirectorySource(run + SERVICES)),
                run,
                run + "/log",
                false,
                KeeperOptions.OwnOutput.QUIET,
                Optional.empty(),
                KeeperOptions.Manner.TEND);
    }

    static void check(boolean good, String name, String value, String problem) {
        if (!good) {
            throw new IllegalArgumentException(name + "=" + value + " is " + problem);
        }
    }

    private static Address.Inet address(ManagerSettings settings) {
        String ip = settings.text("PM_HTTP_ADDR");
        check(
                ip.isEmpty() || IpAddress.parse(ip).isPresent(),
                "PM_HTTP_ADDR",
                ip,
                "no IP address: write one such as 127.0.0.1");
        String said = settings.text("PM_HTTP_PORT");
        String port = said.isEmpty() ? USUAL_PORT : said;
        int number = port.length() > 5 || Glob.matches("*[!0-9]*", port) ? 0 : Integer.parseInt(port);
        check(number > 0 && number <= LAST_PORT, "PM_HTTP_PORT", port, "no port: write a number up to 65535");
        return new Address.Inet(true, ip, number);
    }

    /** The steward of a manager that was killed just now may take a moment to go. */
    private static int door(Address address, Kernel kernel, Terminal terminal) {
        for (int look = 1; look < MOST_LOOKS; look++) {
            try {
                return kernel.sockets().open(address, Optional.empty());
            } catch (KernelException taken) {
                terminal.pause(BETWEEN_LOOKS);
            }
        }
        return kernel.sockets().open(address, Optional.empty());
    }

    private static void checkFile(String name, ManagerSettings settings, Host host) {
        String path = settings.text(name);
        check(host.files().facts(path).isPresent(), name, path, "no file: TLS needs a certificate and its key, as PEM");
    }

    /** Only the steward can tell whether key and certificates go together, and are what clients accept. */
    private static void checkTls(String program, ManagerSettings settings, Host host) {
        String certificate = host.absolute(settings.text("PM_CERT_PATH"));
        String key = host.absolute(settings.text("PM_KEY_PATH"));
        var answer = host.ask(new Probe.Exec(List.of(program, "--check-tls", certificate, key)), TO_CHECK_TLS);
        if (answer instanceof Answer.Unhealthy(var reason)) {
            int said = reason.indexOf(SAID);
            throw new IllegalArgumentException(
                    said < 0 ? "cannot check the files of TLS: " + reason : reason.substring(said + SAID.length()));
        }
    }

    /**
     * Removes what a manager that was killed has left: nothing is taken over from it, and what is about to end with it is not looked
     * for.
     */
    private static void forget(Kernel kernel, KeeperOptions options) {
        for (String folder : List.of(options.stateFolder(), options.outputFolder())) {
            kernel.files().makeFolder(folder, 0700);
            for (String name : kernel.files().names(folder)) {
                kernel.files().remove(folder + "/" + name);
            }
        }
        kernel.files().remove(KeeperOptions.controlSocket(options.runFolder()));
    }
}
