package dev.tend.http1;

/** The characters that are allowed in each place. */
final class Syntax {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final String UNRESERVED_MARKS = "-._~";
    private static final String SUB_DELIMITERS = "!$&'()*+,;=";
    private static final String PATH_MARKS = UNRESERVED_MARKS + SUB_DELIMITERS + ":@/";
    private static final String QUERY_MARKS = PATH_MARKS + "?";
    private static final String NAME_MARKS = UNRESERVED_MARKS + SUB_DELIMITERS;

    private static final int MOST_PORT_DIGITS = 5;
    private static final int HIGHEST_PORT = 65_535;

    private Syntax() {}

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Syntax::isTokenCharacter);
    }

    static boolean isTokenCharacter(int c) {
        return isAlphanumeric(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }

    /** Visible characters, blanks, tabs, and bytes above ASCII. */
    static boolean isFieldValue(String text) {
        return text.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7f);
    }

    /** {@code absolute-path [ "?" query ]}. */
    static boolean isOriginForm(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        return path.startsWith("/") && isEncoded(path, PATH_MARKS) && isEncoded(query, QUERY_MARKS);
    }

    /** {@code uri-host [ ":" port ]}; never empty, and without a user. */
    static boolean isHost(String text) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (text.startsWith("[") && end == 0) {
            return false;
        }
        String host = end < 0 ? text : text.substring(0, end);
        String port = end < 0 ? "" : text.substring(end);
        return isName(host) && (port.isEmpty() || isPort(port));
    }

    private static boolean isName(String host) {
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1).chars().allMatch(c -> isHexDigit(c) || c == ':' || c == '.');
        }
        return !host.isEmpty() && isEncoded(host, NAME_MARKS);
    }

    private static boolean isPort(String colonAndPort) {
        String port = colonAndPort.substring(1);
        return colonAndPort.startsWith(":")
                && isDecimal(port)
                && port.length() <= MOST_PORT_DIGITS
                && Integer.parseInt(port) <= HIGHEST_PORT;
    }

    static boolean isDecimal(String text) {
        return !text.isEmpty() && text.chars().allMatch(Syntax::isDigit);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHexDigit(int c) {
        return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static boolean isAlphanumeric(int c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Letters, digits, the marks, and bytes that are encoded as {@code %41}. */
    private static boolean isEncoded(String text, String marks) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !isHexDigit(text.charAt(i + 1)) || !isHexDigit(text.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!isAlphanumeric(c) && marks.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Removes the blanks and tabs around it. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }
}
