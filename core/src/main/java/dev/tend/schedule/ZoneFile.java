package dev.tend.schedule;

import java.util.Optional;

/**
 * The reader of one zone file. tzfile(5) describes its format: a head and a block of old, 32-bit data that are skipped, a head
 * and a block with 64-bit data, and a line with the rule for the time after them. All numbers are big-endian.
 *
 * <pre>{@code
 * struct tzhead {           // 44 bytes
 *     char magic[4];        //  0: "TZif"
 *     char version;         //  4: '2' and up
 *     char reserved[15];
 *     int32 ttisutcnt;      // 20
 *     int32 ttisstdcnt;     // 24
 *     int32 leapcnt;        // 28
 *     int32 timecnt;        // 32
 *     int32 typecnt;        // 36
 *     int32 charcnt;        // 40
 * }
 * }</pre>
 */
final class ZoneFile {

    private static final int HEAD = 44;
    private static final int TYPE = 6;

    /** Zones have a few hundred changes. */
    private static final int MOST = 10_000;

    /** No clock differs more from UTC, in seconds. */
    private static final int LARGEST_OFFSET = 26 * 3600;

    private final byte[] bytes;

    ZoneFile(byte[] bytes) {
        this.bytes = bytes;
    }

    Zone zone() {
        checkHead(0);
        int head = HEAD + blockSize(0, 4);
        checkHead(head);
        int from = head + HEAD;
        int end = from + blockSize(head, 8);
        if (int32(head + 28) != 0) {
            throw new ZoneException("counts leap seconds, which the clock of the system does not");
        }
        int times = int32(head + 32);
        int types = from + times * 9;
        long[] changes = new long[times];
        int[] offsets = new int[times + 1];
        offsets[0] = offset(head, types, 0);
        for (int i = 0; i < times; i++) {
            changes[i] = (long) int32(from + 8 * i) << 32 | int32(from + 8 * i + 4) & 0xffff_ffffL;
            offsets[i + 1] = offset(head, types, bytes[from + 8 * times + i] & 0xff);
            if (i > 0 && changes[i] <= changes[i - 1]) {
                throw new ZoneException("is damaged: its changes are out of order");
            }
        }
        return new Zone(changes, offsets, rule(end));
    }

    private void checkHead(int at) {
        if (bytes.length - at < HEAD) {
            throw cutOff();
        }
        if (bytes[at] != 'T' || bytes[at + 1] != 'Z' || bytes[at + 2] != 'i' || bytes[at + 3] != 'f') {
            throw new ZoneException("is no zone file");
        }
        if (bytes[at + 4] < '2') {
            throw new ZoneException("is a zone file of the first version, which ends in 2037: install newer ones");
        }
    }

    /** The size of what follows a head, which is in the file as a whole. */
    private int blockSize(int head, int timeSize) {
        int[] counts = new int[6];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = int32(head + 20 + 4 * i);
            if (counts[i] < 0 || counts[i] > MOST) {
                throw new ZoneException("is damaged: it claims " + (counts[i] & 0xffff_ffffL) + " items of a kind");
            }
        }
        int size = counts[0]
                + counts[1]
                + counts[2] * (timeSize + 4)
                + counts[3] * (timeSize + 1)
                + counts[4] * TYPE
                + counts[5];
        if (size > bytes.length - head - HEAD) {
            throw cutOff();
        }
        return size;
    }

    private int offset(int head, int types, int type) {
        if (type >= int32(head + 36)) {
            throw new ZoneException("is damaged: a change leads to no kind of time");
        }
        int offset = int32(types + TYPE * type);
        if (offset < -LARGEST_OFFSET || offset > LARGEST_OFFSET) {
            throw new ZoneException("is damaged: it has clocks more than a day from UTC");
        }
        return offset;
    }

    private Optional<ZoneRule> rule(int at) {
        int end = at + 1;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        if (end >= bytes.length || bytes[at] != '\n') {
            throw cutOff();
        }
        var text = new StringBuilder();
        for (int i = at + 1; i < end; i++) {
            text.append((char) (bytes[i] & 0xff));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(ZoneRule.parse(text.toString()));
    }

    private static ZoneException cutOff() {
        return new ZoneException("is cut off");
    }

    private int int32(int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }
}
