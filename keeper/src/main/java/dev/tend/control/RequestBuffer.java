package dev.tend.control;

import java.nio.charset.StandardCharsets;

/** The bytes that one client has sent and that are not answered yet. */
final class RequestBuffer {

    static final int LONGEST_REQUEST = 64 << 10;

    private final Bytes bytes = new Bytes();

    void add(byte[] chunk, int count) {
        bytes.append(chunk, count);
    }

    boolean hasRequest() {
        return bytes.indexOf((byte) '\n') >= 0;
    }

    /** Takes the next request, without its end; there has to be one. */
    String take() {
        int end = bytes.indexOf((byte) '\n');
        return new String(bytes.take(end + 1), 0, end, StandardCharsets.UTF_8);
    }

    /** Tells whether the longest request fits no more into what there is already. */
    boolean isFull() {
        return bytes.size() > LONGEST_REQUEST;
    }

    int capacity() {
        return bytes.capacity();
    }

    void clear() {
        bytes.clear();
    }
}
