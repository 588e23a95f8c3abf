package dev.tend.template.exec;

import java.util.Random;

/** Writes random numbers, characters and strings, of which many are none. */
final class RandomLiteral {
    private static final String[] NUMBER = {
        "0", "1", "7", "8", "9", "_", "x", "X", "b", "o", "B", "O", "e", "E", "p", "P", "i", ".", "+", "-", "a", "F",
        "12", "0x", "1e"
    };
    private static final String[] TEXT = {
        "a",
        "é",
        "\\n",
        "\\x4",
        "1",
        "\\x41",
        "\\u00e9",
        "\\U0001f600",
        "\\ud800",
        "\\U00110000",
        "\\101",
        "\\400",
        "\\8",
        "\\'",
        "\\\"",
        "'",
        "\\\\",
        "\\a",
        "\\v",
        "\\0",
        "\\z",
        "\t",
        "\r",
        "\u00a0",
        "☃"
    };

    private final Random random;

    RandomLiteral(Random random) {
        this.random = random;
    }

    String next() {
        return switch (random.nextInt(4)) {
            case 0 -> "'" + some(TEXT, 2) + "'";
            case 1 -> "\"" + some(TEXT, 4) + "\"";
            case 2 -> "`" + some(TEXT, 4) + "`";
            default -> number();
        };
    }

    String number() {
        return random.nextInt(10) + some(NUMBER, 6);
    }

    private String some(String[] parts, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
