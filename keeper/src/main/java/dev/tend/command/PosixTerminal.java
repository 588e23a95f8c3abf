package dev.tend.command;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Streams;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Terminals;
import dev.tend.posix.Text;
import dev.tend.text.Escapes;
import java.util.Optional;

/** Our own standard output and standard error. */
final class PosixTerminal implements Terminal {

    private static final int OUTPUT = 1;
    private static final int ERROR = 2;

    /** Nobody, for a wait that only time ends. */
    private static final int NO_DESCRIPTOR = -1;

    /** The width of a terminal that does not say. */
    private static final int USUAL = 80;

    /** A pipe that has room has room for so much, {@code PIPE_BUF}. */
    private static final int SURELY_FITS = 4096;

    private final boolean colourless;
    private final byte[] held = new byte[1 << 14];
    private int count;

    /** Writes without waiting for a reader; there is one once this process is a keeper. */
    private Optional<Streams> keeper = Optional.empty();

    /** @param colourless whether the user minds colours */
    PosixTerminal(boolean colourless) {
        this.colourless = colourless;
    }

    @Override
    public void print(String text) {
        byte[] bytes = Text.encode(colour() ? Escapes.colored(text) : Escapes.lines(text));
        write(bytes, 0, bytes.length);
        flush();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length > held.length - count) {
            flush();
        }
        if (length > held.length) {
            writeAll(OUTPUT, bytes, offset, length);
        } else {
            System.arraycopy(bytes, offset, held, count, length);
            count += length;
        }
    }

    @Override
    public void flush() {
        writeAll(OUTPUT, held, 0, count);
        count = 0;
    }

    private static void writeAll(int descriptor, byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            int written = Descriptors.write(descriptor, bytes, offset + done, length - done);
            switch (written) {
                case -Errno.EINTR -> {}
                case -Errno.EAGAIN -> Terminals.poll(descriptor, Terminals.POLLOUT, -1);
                default -> done += checked(written);
            }
        }
    }

    private static int checked(int written) {
        if (written < 0) {
            throw new OutputLost(-written);
        }
        return written;
    }

    @Override
    public void pause(int millis) {
        flush();
        Terminals.poll(NO_DESCRIPTOR, 0, millis);
    }

    @Override
    public void complain(String line) {
        flush();
        byte[] bytes = bytes(line);
        if (keeper.isPresent()) {
            keeper.get().write(keeper.get().errors(), bytes, 0, bytes.length);
        } else {
            writeAll(ERROR, bytes, 0, bytes.length);
        }
    }

    /** From now on, complaints wait for no reader: a keeper that ends must end. */
    void complainThrough(Streams streams) {
        keeper = Optional.of(streams);
    }

    @Override
    public boolean remark(String line) {
        byte[] bytes = bytes(line);
        int length = Math.min(bytes.length, SURELY_FITS);
        return Terminals.poll(ERROR, Terminals.POLLOUT, 0) == 1 && Descriptors.write(ERROR, bytes, 0, length) == length;
    }

    private static byte[] bytes(String line) {
        return Text.encode("tend: " + Escapes.lines(line) + "\n");
    }

    @Override
    public boolean isTerminal() {
        return Terminals.isatty(OUTPUT);
    }

    @Override
    public boolean colour() {
        return !colourless && isTerminal();
    }

    @Override
    public int columns() {
        if (!isTerminal()) {
            return UNLIMITED;
        }
        int columns = Terminals.columns(OUTPUT);
        return columns > 0 ? columns : USUAL;
    }
}
