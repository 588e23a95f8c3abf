package dev.tend.template.fmt;

import dev.tend.template.value.Complex;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.Int;

/** Writes booleans, numbers and strings by the verbs that fit them. */
final class ScalarPrinter {

    private final GoStringBuilder out;
    private final Flags flags;
    private final Formatter formatter;

    ScalarPrinter(GoStringBuilder out, Flags flags, Formatter formatter) {
        this.out = out;
        this.flags = flags;
        this.formatter = formatter;
    }

    /** Writes a value whose type has no name of its own; returns false, having written nothing, where the verb does not fit. */
    boolean print(Object value, int verb) {
        return switch (value) {
            case Boolean bool -> bool(bool, verb);
            case Int number -> integer(number, verb);
            case Double number -> floating(number, false, verb);
            case Float number -> floating(number, true, verb);
            case Complex number -> complex(number, verb);
            case GoString text -> text(text, verb);
            default -> false;
        };
    }

    private boolean bool(boolean bool, int verb) {
        if (verb != 't' && verb != 'v') {
            return false;
        }
        formatter.pad(bool ? "true" : "false");
        return true;
    }

    private boolean integer(Int number, int verb) {
        boolean signed = number.kind().isSigned();
        long bits = number.bits();
        switch (verb) {
            case 'v' -> {
                if (flags.sharpV && !signed) {
                    formatter.hex(bits, true);
                } else {
                    formatter.integer(bits, 10, signed, 'v');
                }
            }
            case 'd' -> formatter.integer(bits, 10, signed, 'd');
            case 'b' -> formatter.integer(bits, 2, signed, 'b');
            case 'o', 'O' -> formatter.integer(bits, 8, signed, (char) verb);
            case 'x', 'X' -> formatter.integer(bits, 16, signed, (char) verb);
            case 'c' -> formatter.character(bits);
            case 'q' -> formatter.quotedCharacter(bits);
            case 'U' -> formatter.unicode(bits);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean floating(double number, boolean single, int verb) {
        switch (verb) {
            case 'v' -> formatter.floating(number, 'g', FloatText.SHORTEST, single);
            case 'b', 'g', 'G', 'x', 'X' -> formatter.floating(number, (char) verb, FloatText.SHORTEST, single);
            case 'e', 'E', 'f' -> formatter.floating(number, (char) verb, 6, single);
            case 'F' -> formatter.floating(number, 'f', 6, single);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean complex(Complex number, int verb) {
        if ("vbgGxXfFeE".indexOf(verb) < 0) {
            return false;
        }
        boolean plus = flags.plus;
        out.appendByte('(');
        floating(number.real(), false, verb);
        flags.plus = true;
        floating(number.imaginary(), false, verb);
        out.append("i)");
        flags.plus = plus;
        return true;
    }

    private boolean text(GoString text, int verb) {
        switch (verb) {
            case 'v' -> {
                if (flags.sharpV) {
                    formatter.quoted(text);
                } else {
                    formatter.text(text);
                }
            }
            case 's' -> formatter.text(text);
            case 'x', 'X' -> formatter.hex(text, verb == 'X');
            case 'q' -> formatter.quoted(text);
            default -> {
                return false;
            }
        }
        return true;
    }
}
