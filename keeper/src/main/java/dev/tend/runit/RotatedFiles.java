package dev.tend.runit;

import dev.tend.kernel.KernelException;
import dev.tend.output.Archive;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Times;
import java.util.List;

/** The rotated files of a log directory of svlogd's: what comes to them, and what is removed where there are too many. */
final class RotatedFiles {

    private final SvlogdMessages messages;
    private final String name;
    private final LogConfig config;
    private final PosixFiles files = new PosixFiles();
    private final Archive archive;

    /** @param name of the directory */
    RotatedFiles(SvlogdMessages messages, String name, LogConfig config) {
        this.messages = messages;
        this.name = name;
        this.config = config;
        this.archive = archive(config.processor().isPresent() ? RotatedName.UNPROCESSED : RotatedName.DONE);
    }

    private Archive archive(String ending) {
        return new Archive(files, name, new RotatedName(ending));
    }

    /** Puts the current file to them. Returns the names of all, the oldest first. */
    List<String> add() {
        return add(archive);
    }

    /** Puts one to them that its last writer did not close. */
    List<String> addTorn() {
        return add(archive(RotatedName.UNPROCESSED));
    }

    private List<String> add(Archive into) {
        while (true) {
            try {
                return into.add(path("current"), Times.micros(Times.CLOCK_REALTIME));
            } catch (KernelException problem) {
                messages.pause("unable to rename current: " + name, problem.errno());
            }
        }
    }

    /** Removes the oldest file where a disk is full, if there are enough. */
    boolean makeRoom() {
        if (config.least() >= config.most()) {
            return false;
        }
        try {
            List<String> names = archive.names();
            if (names.size() <= config.least()) {
                return false;
            }
            messages.warn("out of disk space, delete: " + path(names.getFirst()));
            files.remove(path(names.getFirst()));
            return true;
        } catch (KernelException problem) {
            messages.warn("unable to unlink oldest logfile: " + name + ": " + Phrases.of(problem.errno()));
            return false;
        }
    }

    /** Removes the oldest file where there are too many, just that one; and what a processor left behind. */
    void prune(List<String> names) {
        try {
            for (String found : files.names(name)) {
                if (RotatedName.isPartial(found)) {
                    files.remove(path(found));
                }
            }
            if (config.most() > 0 && names.size() > config.most()) {
                messages.info("delete: " + path(names.getFirst()));
                archive.prune(names, names.size() - 1);
            }
        } catch (KernelException problem) {
            messages.warn("unable to unlink oldest logfile: " + name + ": " + Phrases.of(problem.errno()));
        }
    }

    private String path(String file) {
        return name + "/" + file;
    }
}
