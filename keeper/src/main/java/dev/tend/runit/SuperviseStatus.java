package dev.tend.runit;

import dev.tend.text.Durations;
import dev.tend.text.Tai64n;
import java.util.Optional;

/**
 * The status of a service in {@code supervise/status}: the 20 bytes that runsv writes and sv reads. Knows nothing of files.
 *
 * <pre>{@code
 *  0  seconds of the last change, as TAI64, big-endian
 *  8  its nanoseconds, big-endian
 * 12  pid, little-endian, 0 where none runs
 * 16  1 where it is paused
 * 17  what is wanted: u or d
 * 18  1 where it was told to end
 * 19  0 down, 1 run, 2 finish
 * }</pre>
 *
 * @param since the last change, in microseconds since 1970
 * @param pid of run or finish, 0 where neither runs
 * @param wantsUp whether it is to be started again when it ends
 * @param gotTerm whether it was sent TERM since it was started
 */
public record SuperviseStatus(long since, int pid, boolean paused, boolean wantsUp, boolean gotTerm, Phase phase) {

    /** The length of a status in bytes. */
    public static final int SIZE = 20;

    private static final int NANOS = 8;
    private static final int PID = 12;
    private static final int PAUSED = 16;
    private static final int WANTED = 17;
    private static final int TERM = 18;
    private static final int PHASE = 19;

    /** The program of the service that runs. */
    public enum Phase {
        DOWN("down", 0),
        RUN("run", 1),
        FINISH("finish", 2);

        private final String word;
        private final int number;

        Phase(String word, int number) {
            this.word = word;
            this.number = number;
        }

        private static Optional<Phase> numbered(int number) {
            for (var phase : values()) {
                if (phase.number == number) {
                    return Optional.of(phase);
                }
            }
            return Optional.empty();
        }

        /** runit's word for it. */
        public String word() {
            return word;
        }
    }

    public byte[] encode() {
        byte[] bytes = new byte[SIZE];
        putBigEndian(Tai64n.EPOCH + Math.floorDiv(since, Durations.SECOND), bytes, 0, NANOS);
        putBigEndian(Math.floorMod(since, Durations.SECOND) * 1000, bytes, NANOS, PID);
        for (int i = PID; i < PAUSED; i++) {
            bytes[i] = (byte) (pid >> 8 * (i - PID));
        }
        bytes[PAUSED] = (byte) (paused ? 1 : 0);
        bytes[WANTED] = (byte) (wantsUp ? 'u' : 'd');
        bytes[TERM] = (byte) (gotTerm ? 1 : 0);
        bytes[PHASE] = (byte) phase.number;
        return bytes;
    }

    /**
     * @param length how many of the bytes count
     * @return empty where they are no status
     */
    public static Optional<SuperviseStatus> decode(byte[] bytes, int length) {
        Optional<Phase> phase = length == SIZE ? Phase.numbered(bytes[PHASE]) : Optional.empty();
        if (phase.isEmpty()) {
            return Optional.empty();
        }
        long seconds = bigEndian(bytes, 0, NANOS) - Tai64n.EPOCH;
        int pid = 0;
        for (int i = PID; i < PAUSED; i++) {
            pid |= (bytes[i] & 0xff) << 8 * (i - PID);
        }
        return Optional.of(new SuperviseStatus(
                seconds * Durations.SECOND + bigEndian(bytes, NANOS, PID) / 1000,
                pid,
                bytes[PAUSED] != 0,
                bytes[WANTED] == 'u',
                bytes[TERM] != 0,
                phase.get()));
    }

    private static void putBigEndian(long number, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            bytes[i] = (byte) (number >> 8 * (to - 1 - i));
        }
    }

    private static long bigEndian(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }
}
