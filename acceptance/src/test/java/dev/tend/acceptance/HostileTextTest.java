package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The output of services, shown to people at a terminal and to programs: bytes that would move a cursor, or turn text
 * around, do neither.
 */
class HostileTextTest {

    /** For printf(1): a byte that is no UTF-8, U+009B, an escape sequence, and the mark that turns text around. */
    private static final String HOSTILE = "a\\233b\\302\\233c\\033[2Jd\\342\\200\\256e";

    private static final String SHOWN = "a\\x9bb\\u009bc\\x1b[2Jd\\u202ee";

    @RegisterExtension
    final Tend tend = new Tend();

    /** Returns the output of a verb, each byte as a character. */
    private String bytes(String line) throws IOException {
        Path out = tend.path("out");
        var ran = tend.command(List.of("sh", "-c", line.replace("tend ", Tend.BINARY + " ") + " >" + out + " 2>&1"));
        assertThat(ran.code()).as(ran::toString).isZero();
        return Files.readString(out, ISO_8859_1);
    }

    private static void assertHarmless(String bytes) throws IOException {
        String text = UTF_8.newDecoder()
                .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                .toString();
        assertThat(text.replaceAll("\u001b\\[[0-9;]*m", ""))
                .doesNotMatch("(?s).*[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e].*");
    }

    @Test
    void showsWhatAServiceSaysOfItself() throws IOException {
        tend.service(
                        "web",
                        "shell=exec perl " + Tend.resource("notify/say.pl") + " \"$(printf 'STATUS=" + HOSTILE
                                + "')\" READY=1",
                        "ready=notify")
                .up();
        tend.awaitState("web", "ready");

        String status = bytes("tend status");
        assertHarmless(status);
        assertThat(status).contains("(" + SHOWN + ")");

        String json = bytes("tend status --json");
        assertHarmless(json);
        assertThat(Tend.json(json).get(0).get("note").asString()).isEqualTo("a\\x9bb\u009bc\u001b[2Jd\u202ee");
    }

    @Test
    void showsItsLastWords() throws IOException {
        tend.service("web", "shell=printf '" + HOSTILE + "\\n'; exit 7", "restart=never")
                .up();
        tend.awaitState("web", "failed");

        String why = bytes("tend why web");
        assertHarmless(why);
        assertThat(why).contains("a\\x9bb\\u009bcd\\u202ee"); // escape sequences are left out there

        assertHarmless(bytes("tend why --json web"));
        assertHarmless(bytes("tend events"));
        String journal = Files.readString(tend.logs().resolve(".journal/web"), ISO_8859_1);
        assertHarmless(journal);
        journal.lines().forEach(Tend::json);
    }

    @Test
    void givesProgramsALogAsItWasWrittenAndATerminalWhatIsHarmless() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) makes a terminal");
        tend.service("web", "shell=printf '" + HOSTILE + "\\033[31mred\\n'; exec sleep 1000")
                .up();
        Path log = tend.logs().resolve("web/current");
        Tend.awaiting()
                .until(() ->
                        Files.exists(log) && Files.readString(log, ISO_8859_1).contains("red\n"));

        assertThat(bytes("tend logs web"))
                .isEqualTo("a\u009bb\u00c2\u009bc\u001b[2Jd\u00e2\u0080\u00aee\u001b[31mred\n");
        assertThat(bytes("script -qec 'tend logs web' /dev/null </dev/null"))
                .contains(SHOWN + "\u001b[31mred\u001b[0m");
        String json = bytes("tend logs --json web");
        assertHarmless(json);
        assertThat(Tend.json(json).get("text").asString()).startsWith("a\\x9bb\u009bc\u001b[2J");
    }
}
