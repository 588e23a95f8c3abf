package dev.tend.template.exec;

import java.util.Random;

/** Makes random formats for printf, good ones and mistakes. */
final class RandomFormat {
    /** All but p: Go prints an address. */
    private static final String VERBS = "vvvvTtbcdoOqxXUeEfFgGs%w";

    private final Random random;

    RandomFormat(long seed) {
        random = new Random(seed);
    }

    String next() {
        StringBuilder format = new StringBuilder();
        for (int verbs = 1 + random.nextInt(3); verbs > 0; verbs--) {
            format.append(random.nextInt(3) == 0 ? "x é" : "").append('%');
            while (random.nextInt(3) == 0) {
                format.append("+-# 0".charAt(random.nextInt(5)));
            }
            number(format);
            if (random.nextInt(3) == 0) {
                size(format, 20);
            }
            if (random.nextInt(4) == 0) {
                size(format.append('.'), 12);
            }
            number(format);
            boolean usual = random.nextInt(30) > 0;
            format.append(usual ? VERBS.charAt(random.nextInt(VERBS.length())) : "z!é;".charAt(random.nextInt(4)));
        }
        return format.toString();
    }

    private void number(StringBuilder format) {
        if (random.nextInt(20) == 0) {
            format.append('[').append(random.nextInt(4)).append(random.nextInt(10) == 0 ? "" : "]");
        }
    }

    private void size(StringBuilder format, int usual) {
        switch (random.nextInt(8)) {
            case 0 -> format.append('*');
            case 1 -> format.append(random.nextInt(400));
            default -> format.append(random.nextInt(usual));
        }
    }
}
