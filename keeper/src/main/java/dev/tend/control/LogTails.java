package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.kernel.Errno;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.loop.Loop;
import dev.tend.output.LogPlace;
import dev.tend.output.LogReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The logs that clients read. The number of open logs is bounded over all clients, and they share one buffer. */
final class LogTails {

    /** The most logs that are open; each takes a descriptor. */
    private static final int MOST_OPEN = 1_000;

    /** The number of bytes read at a time: more are held only where a line is longer. */
    private static final int PIECE = 8 << 10;

    private static final int USAGE = 64;

    private final Kernel kernel;
    private final Loop loop;
    private final String folder;
    private byte[] buffer = {};
    private int open;

    LogTails(Kernel kernel, Loop loop, String folder) {
        this.kernel = kernel;
        this.loop = loop;
        this.folder = folder;
    }

    Answer answer(List<Instance> chosen, int lines, boolean follow, ClientConnection asker) {
        var names = new ArrayList<String>();
        chosen.forEach(instance -> names.add(instance.name()));
        return names.isEmpty()
                ? StreamedAnswer.end(asker, 0, "")
                : new LogTail(kernel, loop, asker, this, names, lines, follow, Map.of());
    }

    /** Gives what comes after places, also of instances that are no more. */
    Answer answer(Map<String, String> texts, ClientConnection asker) {
        var places = new LinkedHashMap<String, LogPlace>();
        for (var entry : texts.entrySet()) {
            String name = entry.getKey();
            var place = LogPlace.of(entry.getValue());
            if (place.isEmpty() || !isName(name)) {
                return StreamedAnswer.end(asker, USAGE, "\"places\": no place in a log: \"" + name + "\"");
            }
            places.put(name, place.get());
        }
        return new LogTail(kernel, loop, asker, this, List.copyOf(places.keySet()), 0, true, places);
    }

    /** Tells whether that can be the name of an instance, and so that of its folder. */
    private static boolean isName(String name) {
        return !name.isEmpty() && name.charAt(0) != '.' && name.indexOf('/') < 0 && name.indexOf('\0') < 0;
    }

    /** @throws KernelException where too many are open already */
    LogReader open(String name) {
        if (open >= MOST_OPEN) {
            throw KernelException.saying(
                    "more than " + MOST_OPEN + " logs are being read: name fewer of them", Errno.EMFILE);
        }
        open++;
        if (buffer.length == 0) {
            buffer = new byte[PIECE];
        }
        return new LogReader(kernel.files(), kernel.streams(), folder + "/" + name, buffer);
    }

    void close(LogReader reader) {
        open--;
        reader.close();
    }
}
