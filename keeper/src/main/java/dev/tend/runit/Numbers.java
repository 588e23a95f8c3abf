package dev.tend.runit;

/** Numbers as runit's commands read them: the digits at a place, however many, none being 0. */
final class Numbers {

    private Numbers() {}

    /** Returns the end of the digits from {@code from} on. */
    static int end(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** The number from {@code from} on; the largest of all where it is larger than that. */
    static long at(String text, int from) {
        long number = 0;
        for (int i = from; i < end(text, from); i++) {
            int digit = text.charAt(i) - '0';
            if (number > (Long.MAX_VALUE - digit) / 10) {
                return Long.MAX_VALUE;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
