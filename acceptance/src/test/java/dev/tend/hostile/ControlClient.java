package dev.tend.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads answers from the control socket, and requires that they are as the protocol says. */
final class ControlClient {

    private final Connection connection;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    ControlClient(Connection connection) {
        this.connection = connection;
    }

    /** Sends a request, or several, and reads so many complete answers. Each is the list of its lines. */
    List<List<String>> ask(String requests, int count) throws IOException {
        connection.write((requests + "\n").getBytes(UTF_8));
        var answers = new ArrayList<List<String>>();
        var lines = new ArrayList<String>();
        while (answers.size() < count) {
            lines.add(line());
            if (Replies.isEnd(lines.getLast())) {
                answers.add(List.copyOf(lines));
                lines.clear();
            }
        }
        return answers;
    }

    private String line() throws IOException {
        int end = end();
        while (end < 0) {
            byte[] more = connection.read();
            assertThat(more).as("bytes before the end of an answer").isNotEmpty();
            received.writeBytes(more);
            end = end();
        }
        byte[] bytes = received.toByteArray();
        received.reset();
        received.write(bytes, end + 1, bytes.length - end - 1);
        return new String(bytes, 0, end, UTF_8);
    }

    private int end() {
        byte[] bytes = received.toByteArray();
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
