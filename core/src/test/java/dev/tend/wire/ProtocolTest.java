package dev.tend.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The written protocol against the one that is spoken. */
class ProtocolTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "protocol.md");

    @Test
    void everyReplyOfTheTranscriptIsWrittenJustSo() throws IOException {
        var replies = lines("< ");

        assertThat(replies).hasSizeGreaterThan(10);
        for (String line : replies) {
            assertThat(Codec.encode(Codec.reply(line))).isEqualTo(line);
        }
    }

    @Test
    void everyRequestOfTheTranscriptIsUnderstoodAsItSays() throws IOException {
        for (String line : lines("> ")) {
            if (line.contains("\"stat\"")) {
                assertThat(error(line)).contains("did you mean \"status\"");
            } else {
                assertThat(Codec.encode(Codec.request(line))).isEqualTo(line);
            }
        }
    }

    private static String error(String line) {
        try {
            return Codec.request(line).toString();
        } catch (WireException refused) {
            return refused.getMessage();
        }
    }

    private static List<String> lines(String sign) throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith(sign))
                .map(line -> line.substring(2))
                .toList();
    }
}
