package dev.tend.template.document;

/**
 * The styles that the characters of a string allow: libyaml's rules, which the reference's library has taken over.
 *
 * @param multiline whether it has line breaks
 * @param plain whether it needs no quotes
 * @param singleQuoted whether single quotes are enough
 * @param block whether it can be a literal block
 */
record YamlAnalysis(boolean multiline, boolean plain, boolean singleQuoted, boolean block) {

    static YamlAnalysis of(String text) {
        return text.isEmpty() ? new YamlAnalysis(false, true, true, false) : new Scan(text).run();
    }

    static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** Tells whether a character is written as it is between double quotes. */
    static boolean isPrintable(int c) {
        return c == '\n'
                || c >= 0x20 && c <= 0x7e
                || c >= 0xa0 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd && c != 0xfeff;
    }

    /** One pass over a string. */
    private static final class Scan {

        private final String text;
        private boolean indicators;
        private boolean breaks;
        private boolean special;
        private boolean edgeSpace;
        private boolean trailingSpace;
        private boolean edgeBreak;
        private boolean breakSpace;
        private boolean spaceBreak;

        Scan(String text) {
            this.text = text;
        }

        YamlAnalysis run() {
            indicators = text.startsWith("---") || text.startsWith("...");
            boolean afterBlank = true;
            boolean afterSpace = false;
            boolean afterBreak = false;
            for (int at = 0; at < text.length(); ) {
                int c = text.codePointAt(at);
                int end = at + Character.charCount(c);
                boolean beforeBlank = end == text.length() || isBlank(text.codePointAt(end));
                indicators |= isIndicator(c, at == 0, afterBlank, beforeBlank);
                special |= !isPrintable(c);
                breaks |= isBreak(c);
                edgeSpace |= c == ' ' && (at == 0 || end == text.length());
                trailingSpace |= c == ' ' && end == text.length();
                edgeBreak |= isBreak(c) && (at == 0 || end == text.length());
                breakSpace |= c == ' ' && afterBreak;
                spaceBreak |= isBreak(c) && afterSpace;
                afterSpace = c == ' ';
                afterBreak = isBreak(c);
                afterBlank = isBlank(c);
                at = end;
            }
            boolean bad = spaceBreak || special;
            return new YamlAnalysis(
                    breaks,
                    !bad && !breakSpace && !edgeSpace && !edgeBreak && !breaks && !indicators,
                    !bad && !breakSpace,
                    !bad && !trailingSpace);
        }

        private static boolean isBlank(int c) {
            return c == ' ' || c == '\t' || isBreak(c);
        }

        private static boolean isIndicator(int c, boolean first, boolean afterBlank, boolean beforeBlank) {
            if (first) {
                return "#,[]{}&*!|>'\"%@`".indexOf(c) >= 0 || "?:-".indexOf(c) >= 0 && beforeBlank;
            }
            return c == ':' && beforeBlank || c == '#' && afterBlank;
        }
    }
}
