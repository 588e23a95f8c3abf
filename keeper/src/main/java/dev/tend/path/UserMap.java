package dev.tend.path;

import dev.tend.text.Ascii;

/** The users of a user namespace, as {@code /proc/self/uid_map} lists them: lines of a first number inside, one outside, a count. */
final class UserMap {

    private UserMap() {}

    /** Tells whether a number inside the namespace is mapped to a user. */
    static boolean covers(String map, int user) {
        long[] numbers = new long[3];
        int count = 0;
        int at = 0;
        while (at < map.length()) {
            if (!Ascii.isDigit(map.charAt(at))) {
                at++;
                continue;
            }
            long number = 0;
            while (at < map.length() && Ascii.isDigit(map.charAt(at))) {
                number = number * 10 + map.charAt(at++) - '0';
            }
            numbers[count++] = number;
            if (count == numbers.length) {
                count = 0;
                if (user >= numbers[0] && user - numbers[0] < numbers[2]) {
                    return true;
                }
            }
        }
        return false;
    }
}
