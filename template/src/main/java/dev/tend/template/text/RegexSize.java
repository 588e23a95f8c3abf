package dev.tend.template.text;

import java.util.ArrayDeque;

/**
 * Bounds the size of a regular expression before it is compiled. The library expands counted repetitions, one within another too, and
 * descends into parentheses by recursion.
 */
final class RegexSize {

    private static final int DEPTH = 200;
    private static final int LENGTH = 100_000;
    private static final long STATES = 200_000;

    private final String text;
    /** The sizes of the groups around this position. */
    private final ArrayDeque<Long> around = new ArrayDeque<>();
    /** The size of the group so far, and of the last item in it. */
    private long size;

    private long last;

    private RegexSize(String text) {
        this.text = text;
    }

    /** @throws dev.tend.template.value.FunctionException if the expression is too large */
    static void check(String text) {
        Sizes.require(text.length() <= LENGTH, "error parsing regexp: expression too large");
        new RegexSize(text).run();
    }

    private void run() {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '\\' -> {
                    at++;
                    item(1);
                }
                case '[' -> {
                    at = endOfClass(at);
                    item(4);
                }
                case '(' -> {
                    Sizes.require(around.size() < DEPTH, "error parsing regexp: expression nests too deeply");
                    around.push(size);
                    size = 0;
                }
                case ')' -> {
                    long group = size + 2;
                    size = around.isEmpty() ? 0 : around.pop();
                    item(group);
                }
                case '{' -> repeat(at);
                default -> item(1);
            }
        }
    }

    private void item(long states) {
        last = states;
        size += states;
        Sizes.require(size <= STATES, "error parsing regexp: expression too large");
    }

    private int endOfClass(int at) {
        int end = at + 1;
        if (end < text.length() && text.charAt(end) == '^') {
            end++;
        }
        if (end < text.length() && text.charAt(end) == ']') {
            end++;
        }
        while (end < text.length() && text.charAt(end) != ']') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return end;
    }

    /** Counts what {@code {n,m}} repeats so many times, by the larger number. */
    private void repeat(int at) {
        long largest = 0;
        long number = 0;
        for (int i = at + 1; i < text.length() && text.charAt(i) != '}'; i++) {
            char c = text.charAt(i);
            if (c == ',') {
                number = 0;
            } else if (c >= '0' && c <= '9' && number < 10_000) {
                number = number * 10 + c - '0';
                largest = Math.max(largest, number);
            } else {
                item(1);
                return;
            }
        }
        long times = Math.max(1, largest);
        long before = last;
        item(before * (times - 1));
        last = before * times;
    }
}
