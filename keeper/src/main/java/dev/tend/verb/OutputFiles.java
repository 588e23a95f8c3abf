package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.command.Option;
import dev.tend.format.OutFile;
import java.util.Map;
import java.util.TreeMap;

/** Files that a verb is about to write into a folder: all of them, or none. A file that has the same content already is left as it is. */
final class OutputFiles {

    static final Option OUT = Option.valued("out", "o", "DIR", "output folder (default: working folder)");

    private static final int FILE = 0644;
    private static final int PROGRAM = 0755;

    private final Host host;
    private final String folder;
    private final Map<String, OutFile> files = new TreeMap<>();
    private boolean refused;

    OutputFiles(Arguments arguments, Host host) {
        this.host = host;
        this.folder = host.absolute(arguments.value("out").orElse("."));
    }

    /** Returns the absolute path of the folder that they are written to. */
    String folder() {
        return folder;
    }

    /** Adds a file; what has a path already is added to its end. */
    void add(OutFile file) {
        files.merge(
                file.path(), file, (old, more) -> new OutFile(old.path(), old.text() + more.text(), old.executable()));
    }

    /** Something is not written. */
    void tell(String line) {
        host.terminal().complain(line);
    }

    /** Something is wrong, so that nothing is written. */
    void refuse(String line) {
        host.terminal().complain(line);
        refused = true;
    }

    /** Writes them, and returns the exit code. */
    int send() {
        boolean occupied = false;
        for (var file : files.values()) {
            String path = Names.below(folder, file.path());
            if (host.files().facts(path).isPresent()
                    && !host.files().read(path, Host.LARGEST_FILE).equals(file.text())) {
                host.terminal().complain(path + ": exists with other content: remove it, or choose another --out");
                occupied = true;
            }
        }
        if (refused || occupied) {
            return refused ? ExitCode.BAD_CONFIGURATION : ExitCode.CANNOT_CREATE;
        }
        for (var file : files.values()) {
            write(Names.below(folder, file.path()), file);
        }
        host.terminal().print(files.size() + (files.size() == 1 ? " file" : " files") + " in " + folder + "\n");
        return ExitCode.DONE;
    }

    private void write(String path, OutFile file) {
        host.files().makeFolder(path.substring(0, path.lastIndexOf('/')), PROGRAM);
        host.files().replace(path, file.text(), file.executable() ? PROGRAM : FILE);
    }
}
