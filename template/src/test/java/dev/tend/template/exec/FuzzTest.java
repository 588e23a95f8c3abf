package dev.tend.template.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.template.parse.Delimiters;
import dev.tend.template.parse.ParseException;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any source has a text or one of the two errors as its outcome, within the bounds. */
class FuzzTest {
    private static final int OUTPUT = 100_000;
    private static final String[] TOKENS = {
        "{{",
        "}}",
        "{{- ",
        " -}}",
        "/*",
        "*/",
        "(",
        ")",
        "|",
        ":=",
        "=",
        ",",
        ".",
        "$",
        "$x",
        ".a",
        "\"",
        "`",
        "'",
        "\\",
        " ",
        "\n",
        "if",
        "else",
        "end",
        "range",
        "with",
        "define",
        "template",
        "block",
        "break",
        "continue",
        "nil",
        "true",
        "1",
        "-1",
        "1e9",
        "0x",
        "i",
        "\"t\"",
        "\"u\"",
        "print",
        "printf",
        "\"%v\"",
        "len",
        "index",
        "slice",
        "and",
        "eq",
        "call",
        "html",
        "js",
        "loop",
        "é",
        "\0",
        "ÿ"
    };

    @Test
    void mutatedTemplates() {
        fuzz(1, 3_000);
    }

    @Tag("long")
    @Test
    void mutatedTemplatesOften() {
        fuzz(Long.getLong("fuzz.seed", new Random().nextLong()), 200_000);
    }

    private static void fuzz(long seed, int count) {
        System.out.println("FuzzTest: " + count + " templates with seed " + seed);
        Random random = new Random(seed);
        RandomTemplate templates = new RandomTemplate(seed);
        RandomData data = new RandomData(seed);
        int texts = 0;
        for (int i = 0; i < count; i++) {
            GoString source =
                    switch (random.nextInt(3)) {
                        case 0 -> bytes(random);
                        case 1 -> tokens(random);
                        default -> mutated(templates, random);
                    };
            texts += evaluate(source, data.next()) ? 1 : 0;
        }
        assertThat(texts).isBetween(count / 20, count - count / 20);
    }

    private static GoString bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        GoStringBuilder source = new GoStringBuilder();
        source.append(random.nextBoolean() ? "{{" : "").append(GoString.of(bytes));
        return source.append(random.nextBoolean() ? "}}" : "").toGoString();
    }

    private static GoString tokens(Random random) {
        GoStringBuilder source = new GoStringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            source.append(TOKENS[random.nextInt(TOKENS.length)]).append(random.nextBoolean() ? " " : "");
        }
        return source.toGoString();
    }

    private static GoString mutated(RandomTemplate templates, Random random) {
        String source = templates.next();
        for (int i = random.nextInt(4); i > 0; i--) {
            source = templates.mutated(source);
        }
        return GoString.of(source);
    }

    /** Returns whether a template has a text; if not, it has an error. */
    private static boolean evaluate(GoString source, Object data) {
        Limits limits = new Limits(100, 100_000, 1_000_000, () -> false);
        GoStringBuilder output = new GoStringBuilder(OUTPUT);
        try {
            Template.parse("t", source, Delimiters.DEFAULT, Samples.FUNCTIONS::containsKey)
                    .evaluate(data, Samples.FUNCTIONS, MissingKey.ZERO, limits, output);
            return true;
        } catch (ParseException | TemplateException e) {
            assertThat(e).hasMessageStartingWith("template: t:").hasMessageNotContaining("internal error");
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    "for " + DataWords.hex(source) + ": " + source + "\nwith " + DataWords.of(data), e);
        } finally {
            assertThat(output.length()).isLessThanOrEqualTo(OUTPUT);
        }
    }
}
