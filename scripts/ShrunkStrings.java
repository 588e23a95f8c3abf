import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Small string literals. TeaVM writes each as an object, an array and a pointer, with two bytes for a character: 45 bytes and more
 * around ten of text. Here they stand in the file as text, one after the other, and become strings when the program starts, which had
 * to write into each of them anyway. That the pool may intern a string is left out, since nothing here asks for that.
 */
final class ShrunkStrings {

    private static final Pattern STRING = Pattern.compile("^    TEAVM_STRING\\((\\d+), -?\\d+,u(.*)\\)[, ] // string #(\\d+)$");

    /** What holds a zero is written as numbers. */
    private static final Pattern CODES =
            Pattern.compile("^    TEAVM_STRING_FROM_CODES\\((\\d+), -?\\d+,([0-9, ]+)\\)[, ] // string #(\\d+)$");

    private static final int LINE = 100;

    private final List<String> literals;

    private ShrunkStrings(List<String> literals) {
        this.literals = literals;
    }

    static ShrunkStrings of(Path file) throws IOException {
        var literals = new ArrayList<String>();
        var pending = "";
        for (var line : Files.readAllLines(file)) {
            pending = line.startsWith("    TEAVM_STRING") ? line : pending.isEmpty() ? "" : pending + line.strip();
            var found = STRING.matcher(pending);
            var codes = CODES.matcher(pending);
            if (found.matches()) {
                add(literals, found, unescaped(found.group(2)));
                pending = "";
            } else if (codes.matches()) {
                add(literals, codes, decoded(codes.group(2)));
                pending = "";
            }
        }
        ShrinkC.check(Files.readString(file).contains(" teavm_stringPool[" + literals.size() + "]"), "a pool of all strings");
        return new ShrunkStrings(literals);
    }

    private static void add(List<String> literals, MatchResult found, String text) {
        ShrinkC.check(Integer.parseInt(found.group(3)) == literals.size(), "strings in order: " + found.group());
        ShrinkC.check(Integer.parseInt(found.group(1)) == text.length(), "a string of its length: " + found.group());
        literals.add(text);
    }

    private static String decoded(String codes) {
        var text = new StringBuilder();
        for (var code : codes.split(", ")) {
            text.append((char) Integer.parseInt(code));
        }
        return text.toString();
    }

    /** The text of C literals, one or several in a row. */
    private static String unescaped(String literal) {
        var text = new StringBuilder();
        for (var i = 0; i < literal.length(); i++) {
            var c = literal.charAt(i);
            if (c != '\\') {
                if (c != '"') {
                    text.append(c);
                }
                continue;
            }
            c = literal.charAt(++i);
            switch (c) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case '"', '\\', '?', '\'' -> text.append(c);
                case 'u' -> {
                    text.append((char) Integer.parseInt(literal.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                case '0' -> {
                    text.append((char) Integer.parseInt(literal.substring(i, i + 3), 8));
                    i += 2;
                }
                default -> ShrinkC.check(false, "a known escape in " + literal);
            }
        }
        return text.toString();
    }

    void write(Path folder) throws IOException {
        var bytes = new StringBuilder();
        var room = 0;
        for (var literal : literals) {
            bytes.append(bytes(literal)).append('\0');
            // 12 bytes of header, and a zero that TeaVM allows its own C to rely on
            room += (12 + 2 * (literal.length() + 1) + 7) / 8 * 8;
        }
        Files.writeString(folder.resolve("strings.c"), """
                #include "strings.h"
                #include "c/j/l/String.h"

                TeaVM_String* teavm_stringPool[%1$d];
                TeaVM_String tend_strings[%1$d];
                static union { int64_t aligned; char bytes[%2$d]; } tend_characters;

                /* Each character in UTF-8, also a zero, and half of a surrogate pair; then a zero byte. */
                static const unsigned char tend_text[] =
                %3$s;

                void teavm_initStringPool() {
                    int32_t string = TEAVM_PACK_CLASS(&jl_String_Cls) | (int32_t) INT32_C(0x80000000);
                    int32_t array = TEAVM_PACK_CLASS(teavm_charArrayClass) | (int32_t) INT32_C(0x80000000);
                    const unsigned char* text = tend_text;
                    char* free = tend_characters.bytes;
                    for (int i = 0; i < %1$d; ++i) {
                        TeaVM_Array* characters = (TeaVM_Array*) free;
                        char16_t* to = TEAVM_ARRAY_DATA(characters, char16_t);
                        for (; *text != 0; ++to) {
                            int32_t c = *text++;
                            if (c >= 0xE0) {
                                c = c << 12 | (text[0] & 0x3F) << 6 | (text[1] & 0x3F);
                                text += 2;
                            } else if (c >= 0xC0) {
                                c = (c & 0x1F) << 6 | (*text++ & 0x3F);
                            }
                            *to = (char16_t) c;
                        }
                        ++text;
                        characters->parent.header = array;
                        characters->size = (int32_t) (to - TEAVM_ARRAY_DATA(characters, char16_t));
                        free = TEAVM_ALIGN(to + 1, 8);
                        tend_strings[i].parent.header = string;
                        tend_strings[i].characters = characters;
                        teavm_stringPool[i] = &tend_strings[i];
                    }
                }
                """.formatted(literals.size(), room, quoted(bytes)));
        ShrinkC.replace(
                folder.resolve("strings.h"), "#define TEAVM_GET_STRING\\(i\\) .*",
                "extern TeaVM_String tend_strings[];\n#define TEAVM_GET_STRING(i) (&tend_strings[i])", 1);
    }

    /** UTF-8 as Java writes it into its class files: no byte of it is zero. */
    private static CharSequence bytes(String text) {
        var bytes = new StringBuilder();
        for (var c : text.toCharArray()) {
            if (c != 0 && c < 0x80) {
                bytes.append(c);
            } else if (c < 0x800) {
                bytes.append((char) (0xC0 | c >> 6)).append((char) (0x80 | c & 0x3F));
            } else {
                bytes.append((char) (0xE0 | c >> 12)).append((char) (0x80 | c >> 6 & 0x3F)).append((char) (0x80 | c & 0x3F));
            }
        }
        return bytes;
    }

    private static String quoted(CharSequence bytes) {
        var lines = new StringBuilder();
        for (var i = 0; i < bytes.length(); i++) {
            if (i % LINE == 0) {
                lines.append(i == 0 ? "    \"" : "\"\n    \"");
            }
            var c = bytes.charAt(i);
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '?') {
                lines.append(c);
            } else {
                lines.append('\\').append(String.format("%03o", (int) c));
            }
        }
        return lines.append('"').toString();
    }
}
