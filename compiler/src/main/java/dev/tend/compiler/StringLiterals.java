package dev.tend.compiler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compact string literals. TeaVM writes each as an object, an array and a pointer, with two bytes for a character: 45 bytes and more
 * around ten of text. Here the executable holds them as text, one after the other, and makes each string when it is first used:
 * most belong to the command line, and never take memory in the keeper. The pool for {@code String.intern} stays empty, since
 * nothing calls that.
 */
final class StringLiterals implements Pass {

    private static final String FILE = "strings.c";

    private static final Pattern STRING =
            Pattern.compile("^    TEAVM_STRING\\((\\d+), -?\\d+,u(.*)\\)[, ] // string #(\\d+)$");

    /** A string that contains a zero is written as numbers. */
    private static final Pattern CODES =
            Pattern.compile("^    TEAVM_STRING_FROM_CODES\\((\\d+), -?\\d+,([0-9, ]+)\\)[, ] // string #(\\d+)$");

    /** A class knows the place of its name in the pool, and only {@code Class.getName} reads it. */
    private static final String NAME = "\\*\\(\\(TeaVM_String\\*\\*\\) (teavm_local_\\d+)\\)";

    private static final int LINE = 100;

    @Override
    public void apply(GeneratedCode code) {
        var literals = literals(code.text(FILE));
        code.put(FILE, pool(literals));
        code.replace(
                "strings.h",
                "#define TEAVM_GET_STRING\\(i\\) .*",
                "extern TeaVM_String* tend_string(int32_t i);\n#define TEAVM_GET_STRING(i) (tend_string(i))",
                1);
        code.replace("c/j/l/Class.c", NAME, "tend_string((int32_t) ((TeaVM_String**) $1 - teavm_stringPool))", 1);
    }

    private static List<String> literals(String file) {
        var literals = new ArrayList<String>();
        var pending = "";
        for (var line : file.lines().toList()) {
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
        UnexpectedCodeException.unless(
                file.contains(" teavm_stringPool[" + literals.size() + "]"), "a pool of all strings");
        return literals;
    }

    private static void add(List<String> literals, MatchResult found, String text) {
        UnexpectedCodeException.unless(
                Integer.parseInt(found.group(3)) == literals.size(), "strings in order: " + found.group());
        UnexpectedCodeException.unless(
                Integer.parseInt(found.group(1)) == text.length(), "a string of its length: " + found.group());
        literals.add(text);
    }

    private static String decoded(String codes) {
        var text = new StringBuilder();
        for (var code : codes.split(", ")) {
            text.append((char) Integer.parseInt(code));
        }
        return text.toString();
    }

    /** Returns the text of one or several C literals. */
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
                default -> throw new UnexpectedCodeException("a known escape in " + literal);
            }
        }
        return text.toString();
    }

    private static String pool(List<String> literals) {
        var bytes = new StringBuilder();
        var begins = new ArrayList<Integer>();
        var room = 0;
        for (var literal : literals) {
            begins.add(bytes.length());
            bytes.append(bytes(literal)).append('\0');
            // a string of 24 bytes, a header of 12, and a final zero on which TeaVM's own C may rely
            room += 24 + (12 + 2 * (literal.length() + 1) + 7) / 8 * 8;
        }
        return """
                #include "strings.h"
                #include "c/j/l/String.h"

                TeaVM_String* teavm_stringPool[%1$d];
                static union { int64_t aligned; char bytes[%2$d]; } tend_strings;
                static char* tend_free = tend_strings.bytes;

                /* Each character in UTF-8, including a zero and each half of a surrogate pair; then a zero byte. */
                static const unsigned char tend_text[] =
                %3$s;

                /* The offset of each string. */
                static const uint32_t tend_begin[%1$d] = { %4$s };

                static TeaVM_String* tend_made(int32_t i) {
                    const unsigned char* text = tend_text + tend_begin[i];
                    TeaVM_String* string = (TeaVM_String*) tend_free;
                    TeaVM_Array* characters = (TeaVM_Array*) TEAVM_ALIGN(string + 1, 8);
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
                    characters->parent.header = TEAVM_PACK_CLASS(teavm_charArrayClass) | (int32_t) INT32_C(0x80000000);
                    characters->size = (int32_t) (to - TEAVM_ARRAY_DATA(characters, char16_t));
                    tend_free = TEAVM_ALIGN(to + 1, 8);
                    string->parent.header = TEAVM_PACK_CLASS(&jl_String_Cls) | (int32_t) INT32_C(0x80000000);
                    string->characters = characters;
                    teavm_stringPool[i] = string;
                    return string;
                }

                TeaVM_String* tend_string(int32_t i) {
                    return teavm_stringPool[i] != NULL ? teavm_stringPool[i] : tend_made(i);
                }

                void teavm_initStringPool() {}
                """.formatted(literals.size(), room, quoted(bytes), wrapped(begins));
    }

    private static String wrapped(Collection<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Returns UTF-8 as in Java's class files: it has no zero byte. */
    private static CharSequence bytes(String text) {
        var bytes = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != 0 && c < 0x80) {
                bytes.append(c);
            } else if (c < 0x800) {
                bytes.append((char) (0xC0 | c >> 6)).append((char) (0x80 | c & 0x3F));
            } else {
                bytes.append((char) (0xE0 | c >> 12))
                        .append((char) (0x80 | c >> 6 & 0x3F))
                        .append((char) (0x80 | c & 0x3F));
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
