package dev.tend.template.document;

import dev.tend.template.value.GoString;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import dev.tend.template.value.Values;
import java.math.BigInteger;

/** The order of keys in YAML: numbers by size, and before strings; strings so that {@code a2} is before {@code a10}. */
final class YamlOrder {

    private YamlOrder() {}

    static int compare(Object left, Object right) {
        Object a = Values.plain(left);
        Object b = Values.plain(right);
        if (isNumber(a) && isNumber(b)) {
            int order = Double.compare(number(a), number(b));
            if (order == 0 && a instanceof Int x && b instanceof Int y && x.kind() == y.kind()) {
                return x.compareTo(y);
            }
            return order != 0 ? order : kind(a).compareTo(kind(b));
        }
        if (a instanceof GoString x && b instanceof GoString y) {
            return compare(
                    x.utf8().codePoints().toArray(), y.utf8().codePoints().toArray());
        }
        return kind(a).compareTo(kind(b));
    }

    private static Kind kind(Object value) {
        // Nil has no kind in Go, which is before all others.
        return value == null ? Kind.BOOL : Values.typeOf(value).kind();
    }

    private static boolean isNumber(Object value) {
        return value instanceof Int || value instanceof Double || value instanceof Float || value instanceof Boolean;
    }

    private static double number(Object value) {
        return switch (value) {
            case Int number -> number.toDouble();
            case Double number -> number;
            case Float number -> number;
            case Boolean bool -> bool ? 1 : 0;
            default -> throw new IllegalArgumentException("not a number");
        };
    }

    private static int compare(int[] left, int[] right) {
        int at = 0;
        while (at < left.length && at < right.length && left[at] == right[at]) {
            at++;
        }
        if (at == left.length || at == right.length) {
            return Integer.compare(left.length, right.length);
        }
        boolean leftLetter = Character.isLetter(left[at]);
        boolean rightLetter = Character.isLetter(right[at]);
        if (leftLetter || rightLetter) {
            return leftLetter && rightLetter ? Integer.compare(left[at], right[at]) : leftLetter ? 1 : -1;
        }
        return compareDigits(left, right, at);
    }

    private static int compareDigits(int[] left, int[] right, int at) {
        // A zero counts only behind another digit.
        BigInteger start =
                startsWithZero(left, right, at) && isBehindDigit(left, at) ? BigInteger.ONE : BigInteger.ZERO;
        int leftEnd = digits(left, at);
        int rightEnd = digits(right, at);
        int order = number(start, left, at, leftEnd).compareTo(number(start, right, at, rightEnd));
        if (order != 0) {
            return order;
        }
        return leftEnd != rightEnd ? Integer.compare(leftEnd, rightEnd) : Integer.compare(left[at], right[at]);
    }

    private static boolean startsWithZero(int[] left, int[] right, int at) {
        return left[at] == '0' || right[at] == '0';
    }

    private static boolean isBehindDigit(int[] text, int at) {
        for (int i = at - 1; i >= 0 && Character.isDigit(text[i]); i--) {
            if (text[i] != '0') {
                return true;
            }
        }
        return false;
    }

    private static int digits(int[] text, int from) {
        int end = from;
        while (end < text.length && Character.isDigit(text[end]) && end - from < 1000) {
            end++;
        }
        return end;
    }

    private static BigInteger number(BigInteger start, int[] text, int from, int to) {
        var digits = new StringBuilder(start.toString());
        for (int i = from; i < to; i++) {
            digits.append(Character.digit(text[i], 10));
        }
        return new BigInteger(digits.toString());
    }
}
