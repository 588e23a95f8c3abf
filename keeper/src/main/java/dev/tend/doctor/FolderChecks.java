package dev.tend.doctor;

import dev.tend.command.Arguments;
import dev.tend.command.Directories;
import dev.tend.command.Host;
import dev.tend.format.tend.DirectorySource;
import dev.tend.history.LogsVerb;
import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Facts;
import dev.tend.kernel.Files.Kind;
import dev.tend.source.Trust;
import dev.tend.wire.Reply.Keeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folders of Tend: whether they exist, their owners, and who else may write them. */
final class FolderChecks {

    private static final int OTHERS_WRITE = 022;

    private final Files files;
    private final List<String> services;
    private final String run;
    private final String logs;

    /** The value of HOME, or "". */
    private final String home;

    /** The origin of the folders' names, where no keeper gives them. */
    private final String origin;

    /** @param keeper that runs, and so knows its folders; else they are the usual ones, and the logs of the last keeper */
    FolderChecks(Host host, Arguments arguments, Optional<Keeper> keeper) {
        files = host.files();
        run = host.runFolder(arguments);
        home = host.variable("HOME");
        services = keeper.map(known -> known.sources(DirectorySource.KEY))
                .orElse(List.of(host.places().services()));
        logs = keeper.map(Keeper::logFolder)
                .or(() -> LogsVerb.noted(arguments, host))
                .orElse(host.places().logs());
        origin = keeper.isPresent() ? "" : " (the usual one: no keeper runs that would say which)";
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (var folder : services) {
            findings.add(services(folder, files.facts(folder)));
        }
        findings.add(own("run directory", run, files.facts(run)));
        findings.add(own("log directory", logs, files.facts(logs)));
        findings.add(syslog(files.facts("/dev/log")));
        return findings;
    }

    private Finding services(String folder, Optional<Facts> facts) {
        if (facts.isEmpty()) {
            return Finding.note(
                    "service folder",
                    folder + " is not there" + origin + ": mkdir " + folder + ", or say where with \"tend up -d DIR\"");
        }
        if (facts.get().kind() != Kind.FOLDER) {
            return Finding.mend("service folder", folder + " is no folder: move it out of the way");
        }
        return new Trust(files)
                .problem(folder)
                .map(problem -> Finding.mend("service folder", folder + ": " + problem))
                .orElse(Finding.ok("service folder", folder + origin));
    }

    private Finding own(String topic, String folder, Optional<Facts> facts) {
        if (facts.isEmpty() && Directories.isHomeless(folder)) {
            return Finding.mend(
                    topic,
                    Directories.homeProblem(home)
                            + ": set it to a directory of yours, or choose --run-dir and --log-dir for \"tend up\"");
        }
        if (facts.isEmpty()) {
            return Finding.ok(topic, folder + " is not there yet: \"tend up\" makes it");
        }
        if (facts.get().kind() != Kind.FOLDER) {
            return Finding.mend(topic, folder + " is no folder: move it out of the way");
        }
        if (facts.get().owner() != files.userId() && files.userId() != 0) {
            return Finding.mend(
                    topic,
                    folder + " belongs to user "
                            + Integer.toUnsignedString(facts.get().owner())
                            + ", so a keeper of yours cannot use it: choose another with --run-dir and --log-dir");
        }
        if ((facts.get().mode() & OTHERS_WRITE) != 0) {
            return Finding.mend(
                    topic,
                    folder + " can be written by other users, who could replace its files: chmod go-w " + folder);
        }
        return Finding.ok(topic, folder);
    }

    private static Finding syslog(Optional<Facts> facts) {
        return facts.filter(log -> log.kind() == Kind.SOCKET).isPresent()
                ? Finding.ok("syslog", "/dev/log")
                : Finding.note(
                        "syslog", "no /dev/log: --syslog has no effect: start a syslog daemon, or omit --syslog");
    }
}
