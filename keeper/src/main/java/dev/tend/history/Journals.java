package dev.tend.history;

import dev.tend.command.Arguments;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.output.Journal;
import dev.tend.text.Glob;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply.HistoryEvent;
import dev.tend.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the keeper's journal, an event a line, from the log directory, whether there is a keeper or not. */
public final class Journals {

    private static final int CHUNK = 1 << 16;

    /** A longer line is none of the keeper's. */
    private static final int LONGEST_LINE = 1 << 16;

    /** Many times the size of any history that a keeper has written. */
    private static final long LARGEST = 16 << 20;

    private final Place place;
    private final Consumer<HistoryEvent> each;
    private byte[] line = new byte[1024];
    private int length;

    private Journals(Place place, Consumer<HistoryEvent> each) {
        this.place = place;
        this.each = each;
    }

    /**
     * The path of the journal, and of the one that an earlier version may have left.
     *
     * @param complain takes a sentence about each file that does not belong to the keeper
     */
    public record Place(
            Files files, Streams streams, String logs, String folder, String former, Consumer<String> complain) {

        public static Place of(Arguments arguments, Host host) {
            String logs = LogsVerb.noted(arguments, host).orElse(host.places().logs());
            return new Place(
                    host.files(),
                    host.streams(),
                    logs,
                    KeeperOptions.journal(logs),
                    KeeperOptions.formerJournal(host.runFolder(arguments)),
                    host.terminal()::complain);
        }

        /** Returns what is wrong where nothing can be found, since there is no log directory. */
        public Optional<String> problem() {
            boolean isThere =
                    files.facts(logs).isPresent() || files.facts(former).isPresent();
            return isThere
                    ? Optional.empty()
                    : Optional.of("cannot list " + logs
                            + ": no such file or directory: say where the logs are with --log-dir");
        }

        /** Tells whether a pattern names something that has a history. */
        boolean knows(String pattern) {
            var patterns = exactFirst(this, List.of(pattern));
            for (var name : names()) {
                if (isWanted(name, patterns)) {
                    return true;
                }
            }
            return false;
        }

        /** The names of all that have a history, "" for the keeper itself. */
        private List<String> names() {
            var names = new ArrayList<String>();
            if (files.facts(folder).isPresent()) {
                for (var name : files.names(folder)) {
                    if (!name.equals(Journal.older(name.substring(0, name.length() - 1)))) {
                        names.add(name.equals(Journal.KEEPER) ? "" : name);
                    }
                }
            }
            return names;
        }
    }

    /**
     * Hands over events, those of each service oldest first; none where there is no journal.
     *
     * @param patterns for names of services; empty: of all, and of the keeper itself
     */
    public static void each(Place place, List<String> patterns, Consumer<HistoryEvent> each) {
        Consumer<HistoryEvent> wanted = entry -> {
            if (isWanted(entry.service(), patterns)) {
                each.accept(entry);
            }
        };
        new Journals(place, wanted).read(place.former + ".1");
        new Journals(place, wanted).read(place.former);
        for (var name : place.names()) {
            if (isWanted(name, patterns)) {
                String path = Journal.path(place.folder, name);
                new Journals(place, wanted).read(Journal.older(path));
                new Journals(place, wanted).read(path);
            }
        }
    }

    /** Tells whether events of a service are to be shown; those of the keeper itself are, where it is called so. */
    static boolean isWanted(String service, List<String> patterns) {
        boolean isKeeper = service.isEmpty() && patterns.contains(EventLine.KEEPER);
        return patterns.isEmpty() || isKeeper || Names.match(patterns, service);
    }

    /** Returns the patterns as {@link Names#exactFirst} has them, with the names of all services in the journal. */
    public static List<String> exactFirst(Place place, List<String> patterns) {
        boolean isPlain = true;
        for (var pattern : patterns) {
            isPlain = isPlain && !Glob.isPattern(pattern);
        }
        return isPlain ? patterns : Names.exactFirst(patterns, place.names());
    }

    /** Reads a file of the journal. A file that cannot be one is skipped, and reported once. */
    private void read(String path) {
        var found = place.files.entry(path);
        if (found.isEmpty()) {
            return;
        }
        boolean isFile = found.get().kind() == Kind.FILE;
        if (isFile && found.get().size() <= LARGEST) {
            readLines(path);
        } else {
            place.complain.accept(
                    path + " is " + (isFile ? "larger than any history" : "no regular file") + ": it is passed over");
        }
    }

    /** A last line without its end is being written just now, or never was whole: it is left out. */
    private void readLines(String path) {
        byte[] chunk = new byte[CHUNK];
        long position = 0;
        int count = place.streams.readAt(path, position, chunk);
        while (count > 0 && position < LARGEST) { // it may grow, or be another by now
            take(chunk, count);
            position += count;
            count = place.streams.readAt(path, position, chunk);
        }
        if (count < 0 && count != -Errno.ENOENT) {
            throw new KernelException("cannot read " + path, -count);
        }
    }

    private void take(byte[] chunk, int count) {
        int from = 0;
        for (int at = 0; at < count; at++) {
            if (chunk[at] == '\n') {
                append(chunk, from, at);
                flush();
                from = at + 1;
            }
        }
        append(chunk, from, count);
    }

    private void append(byte[] chunk, int from, int to) {
        int count = Math.min(to - from, LONGEST_LINE - length);
        while (line.length < length + count) {
            byte[] longer = new byte[line.length * 2];
            System.arraycopy(line, 0, longer, 0, length);
            line = longer;
        }
        System.arraycopy(chunk, from, line, length, count);
        length += count;
    }

    /** A damaged line is passed over: the journal is written by a program that may be killed. */
    private void flush() {
        try {
            each.accept(Codec.historyEvent(new String(line, 0, length, StandardCharsets.UTF_8)));
        } catch (WireException damaged) {
            // what stands around it is still worth reading
        }
        length = 0;
    }
}
