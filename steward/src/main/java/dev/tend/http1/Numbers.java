package dev.tend.http1;

/** Digits as numbers, without overflow. */
final class Numbers {

    private Numbers() {}

    /** Returns the number, or, where it is greater than {@code most}, {@code most + 1}. @param digits valid in that radix */
    static int parse(String digits, int radix, int most) {
        long number = 0;
        for (int i = 0; i < digits.length() && number <= most; i++) {
            number = number * radix + Character.digit(digits.charAt(i), radix);
        }
        return (int) Math.min(number, most + 1L);
    }
}
