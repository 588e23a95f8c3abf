package dev.tend.template.fmt;

/** The flag {@code #} of floating point numbers: the decimal point and the zeros behind it stay. */
final class FloatPoints {

    private FloatPoints() {}

    /**
     * Returns a number with a decimal point, and for {@code g}, {@code G} and {@code x} with as many digits as the precision says.
     *
     * @param number without a sign
     */
    static String keep(String number, char form, int precision) {
        int digits = form == 'g' || form == 'G' || form == 'x' ? precision < 0 ? 6 : precision : 0;
        int end = exponentAt(number, form == 'x' || form == 'X');
        boolean point = false;
        boolean nonZero = false;
        for (int i = 0; i < end; i++) {
            char c = number.charAt(i);
            if (c == '.') {
                point = true;
            } else {
                nonZero |= c != '0';
                digits -= nonZero ? 1 : 0;
            }
        }
        var text = new StringBuilder(number.substring(0, end));
        if (!point) {
            if (end == 1 && number.charAt(0) == '0') {
                digits--;
            }
            text.append('.');
        }
        text.repeat('0', Math.max(0, digits));
        return text.append(number, end, number.length()).toString();
    }

    private static int exponentAt(String number, boolean hex) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c == 'p' || c == 'P' || !hex && (c == 'e' || c == 'E')) {
                return i;
            }
        }
        return number.length();
    }
}
