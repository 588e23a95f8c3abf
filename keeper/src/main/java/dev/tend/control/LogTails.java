package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.kernel.Errno;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.loop.Loop;
import dev.tend.output.LogReader;
import java.util.ArrayList;
import java.util.List;

/** The logs that clients read. The number of open logs is bounded over all clients, and they share one buffer. */
final class LogTails {

    /** The most logs that are open; each takes a descriptor. */
    private static final int MOST_OPEN = 1_000;

    /** The number of bytes read at a time: more are held only where a line is longer. */
    private static final int PIECE = 8 << 10;

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
                : new LogTail(kernel, loop, asker, this, names, lines, follow);
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
