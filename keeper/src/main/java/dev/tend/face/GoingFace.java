package dev.tend.face;

import dev.tend.command.ExitCode;
import dev.tend.command.Face;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.format.going.GoingSource;
import dev.tend.formats.Formats;
import dev.tend.instance.KeeperOptions;
import dev.tend.keeper.EventListener;
import dev.tend.keeper.Keeper;
import dev.tend.text.Durations;
import java.util.List;
import java.util.Optional;

/**
 * {@code going [-d confdir]}: supervises the files of a folder and tells syslog of what is not normal. Keeps going's contract,
 * without its limits on the length of names, commands and folders.
 */
public final class GoingFace implements Face {

    /** The shortest run, in microseconds, after which a process is started again at once. */
    static final long QUARANTINE_BELOW = 5 * Durations.SECOND;

    /** The pause before it is started again after a shorter run, in microseconds. */
    static final long QUARANTINE = 30 * Durations.SECOND;

    private static final String DEFAULT_FOLDER = "/etc/going.d";

    @Override
    public String name() {
        return "going";
    }

    @Override
    public int run(List<String> words, Host host) {
        String folder = host.absolute(folder(words));
        if (!host.isFolder(folder)) {
            throw new Failure(
                    ExitCode.NO_FOLDER, "going: " + folder + ": no such folder: make it, or name another with -d");
        }
        var options = options(folder, host);
        var listeners = List.<EventListener>of(new GoingTeller(host.syslog("going")));
        return new Keeper(host.kernel(options.runFolder()), options, listeners).run();
    }

    /** Returns the folder as {@code getopt(3)} with {@code "d:"} finds it in the words. */
    static String folder(List<String> words) {
        String folder = DEFAULT_FOLDER;
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            if (word.equals("--") && at + 1 == words.size()) {
                break;
            }
            boolean apart = word.equals("-d");
            if (!word.startsWith("-d") || (apart && at + 1 == words.size())) {
                throw Failure.usage("usage: going [-d confdir]");
            }
            folder = apart ? words.get(at + 1) : word.substring(2);
            at += apart ? 2 : 1;
        }
        return folder;
    }

    /** The run directory is its own, so that several can run beside each other and beside a keeper by its own name. */
    static KeeperOptions options(String folder, Host host) {
        String run = runFolder(folder, host);
        return new KeeperOptions(
                Formats.alone(new GoingSource(folder)),
                run,
                run + "/log",
                true,
                KeeperOptions.OwnOutput.QUIET,
                Optional.empty(),
                KeeperOptions.Manner.TEND);
    }

    private static String runFolder(String folder, Host host) {
        return FaceFolder.of("going" + (folder.equals(DEFAULT_FOLDER) ? "" : folder.replace('/', '-')), host);
    }
}
