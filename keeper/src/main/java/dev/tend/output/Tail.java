package dev.tend.output;

/** The last bytes of output that is not kept in a file. */
final class Tail {

    private byte[] bytes = {};
    private int count;
    private boolean cut;

    void clear() {
        count = 0;
        cut = false;
    }

    void add(byte[] from, int start, int end) {
        if (bytes.length == 0) {
            bytes = new byte[LastWords.LIMIT];
        }
        int added = Math.min(end - start, bytes.length);
        int stays = Math.min(count, bytes.length - added);
        cut |= count + (end - start) > bytes.length;
        System.arraycopy(bytes, count - stays, bytes, 0, stays);
        System.arraycopy(from, end - added, bytes, stays, added);
        count = stays + added;
    }

    String words() {
        byte[] all = new byte[count];
        System.arraycopy(bytes, 0, all, 0, count);
        return LastWords.of(all, !cut);
    }
}
