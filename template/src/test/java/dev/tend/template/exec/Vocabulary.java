package dev.tend.template.exec;

/** The parts of random templates. */
final class Vocabulary {
    static final String[] FIELDS = words("a b c d Key Value Flags Tags secret é");

    /** Functions; those that more often have a value are there more often. */
    static final String[] FUNCTIONS =
            words("and or not eq ne lt le gt ge len index slice print println printf html js urlquery call twice upper"
                    + " print html ident len not fail nothing ident sum list loop each pairs half byte flip join keys pair"
                    + " flags");

    static final String[] LITERALS =
            words("0 1 2 3 -1 -3 +2 0x1F 0b101 0o17 017 1_0 1.5 -0.25 1e3 1E-7 0x1p4 0xep1 1e21 'a' '\\n' '\\'' 'é'"
                    + " '\\u00e9' 2i 1+2i 1.5-2i 0i true false nil \"\" \"abc\" \"a\\tb\\\"\\x41\\u20ac\" \"é\" `raw\\n`"
                    + " `a\"b` \"%v\" \"%d|%s\" \"%5.1f%%\" \"<a_href='x'>&=\" 1.0 100000.0 123456789.0 -0.0"
                    + " -9223372036854775808 \"\\377\\xfe\" 255 256");

    /** Words that are wrong in most places. */
    static final String[] WRONG =
            words("18446744073709551615 18446744073709551616 08 0x 1__0 1_ 0_ 0x_ 'ab' '' '\\z' \"\\z\" \"\\400\" 1+2"
                    + " 1i+2i 0x1.8 1e400 .5.5 5. .5 0b12 \"\\ud800\" 1e 0x1p 0o8 $ $z undefined break .. , 1e+5 '\\400'"
                    + " 0b1+1i 0x1p1+1i 1e1+1e2i '\\x41' 1.e2 +.5 0b 9999999999999999999");

    static final String[] TEXTS = {
        "x", " ", "\n", "text \n\t", "é", "{ ", "}", "}}", "<b>", "\r\n", "a\n\nb", "-", " - ", "\u00a0", "%d", "\\"
    };

    private Vocabulary() {}

    private static String[] words(String text) {
        return text.split(" ");
    }
}
