package dev.tend.template.fmt;

import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.Int;
import dev.tend.template.value.Values;
import java.util.List;

/** Reads a format and writes its operands into it. */
final class Printf {

    /** Go ignores a width or a precision above this. */
    private static final int LARGEST = 1_000_000;

    private final GoStringBuilder out;
    private final GoString format;
    private final List<?> operands;
    private final Printer printer;
    private final Flags flags;

    /** The position in the format. */
    private int at;
    /** The next operand. */
    private int operand;
    /** The last thing that was read is the number of an operand, such as {@code [3]}. */
    private boolean afterNumber;
    /** Some operand was chosen by its number, so that others may be left over. */
    private boolean reordered;
    /** The numbers of operands in this verb have been good so far. */
    private boolean goodNumber;

    Printf(GoStringBuilder out, GoString format, List<?> operands) {
        this.out = out;
        this.format = format;
        this.operands = operands;
        this.printer = new Printer(out);
        this.flags = printer.flags;
    }

    void run() {
        while (at < format.length()) {
            int percent = at;
            while (percent < format.length() && format.at(percent) != '%') {
                percent++;
            }
            out.append(format.substring(at, percent));
            at = percent + 1;
            if (percent < format.length() && !verb()) {
                break;
            }
        }
        leftOver();
    }

    /** Reads what follows a percent sign; returns false where the format ends in it. */
    private boolean verb() {
        flags.clear();
        goodNumber = true;
        afterNumber = false;
        readFlags();
        readNumber();
        readWidth();
        readPrecision();
        if (!afterNumber) {
            readNumber();
        }
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return false;
        }
        int verb = format.rune(at);
        at += format.runeLength(at);
        write(verb);
        return true;
    }

    private void write(int verb) {
        if (verb == '%') {
            out.appendByte('%');
        } else if (!goodNumber) {
            mistake(verb, "(BADINDEX)");
        } else if (operand >= operands.size()) {
            mistake(verb, "(MISSING)");
        } else {
            if (verb == 'v' || verb == 'w') {
                flags.forGeneralVerb();
            }
            printer.print(operands.get(operand++), verb);
        }
    }

    private void mistake(int verb, String what) {
        out.append("%!").appendRune(verb).append(what);
    }

    private void readFlags() {
        for (; at < format.length(); at++) {
            switch (format.at(at)) {
                case '#' -> flags.sharp = true;
                case '0' -> flags.zero = true;
                case '+' -> flags.plus = true;
                case '-' -> flags.minus = true;
                case ' ' -> flags.space = true;
                default -> {
                    return;
                }
            }
        }
    }

    /** Reads the number of an operand in brackets, if one follows. */
    private void readNumber() {
        afterNumber = false;
        if (at >= format.length() || format.at(at) != '[') {
            return;
        }
        reordered = true;
        if (format.length() - at < 3) {
            goodNumber = false;
            at++;
            return;
        }
        int end = at + 1;
        while (end < format.length() && format.at(end) != ']') {
            end++;
        }
        if (end >= format.length()) {
            goodNumber = false;
            at++;
            return;
        }
        int from = at + 1;
        at = end + 1;
        int number = number(from, end);
        if (number < 0) {
            goodNumber = false;
        } else {
            afterNumber = true;
            if (number >= 1 && number <= operands.size()) {
                operand = number - 1;
            } else {
                goodNumber = false;
            }
        }
    }

    /** Returns the number that a part of the format is, or -1 if it is none. */
    private int number(int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = format.at(i) - '0';
            if (digit < 0 || digit > 9 || number > LARGEST) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return from == to ? -1 : number;
    }

    private void readWidth() {
        if (!isAt('*')) {
            flags.width = digits();
            if (afterNumber && flags.hasWidth()) {
                goodNumber = false;
            }
            return;
        }
        at++;
        Long width = operandNumber();
        if (width == null) {
            out.append("%!(BADWIDTH)");
        } else {
            flags.width = (int) Math.abs(width);
            if (width < 0) {
                flags.minus = true;
                flags.zero = false;
            }
        }
        afterNumber = false;
    }

    private void readPrecision() {
        if (!isAt('.')) {
            return;
        }
        at++;
        if (afterNumber) {
            goodNumber = false;
        }
        readNumber();
        if (!isAt('*')) {
            flags.precision = Math.max(0, digits());
            return;
        }
        at++;
        Long precision = operandNumber();
        if (precision == null || precision < 0) {
            out.append("%!(BADPREC)");
        } else {
            flags.precision = precision.intValue();
        }
        afterNumber = false;
    }

    private boolean isAt(char c) {
        return at < format.length() && format.at(at) == c;
    }

    /** Reads the digits that follow, {@link Flags#NONE} for none. A number that is too large takes the rest of the format with it. */
    private int digits() {
        int from = at;
        int number = 0;
        for (; at < format.length() && format.at(at) >= '0' && format.at(at) <= '9'; at++) {
            if (number > LARGEST) {
                at = format.length();
                return Flags.NONE;
            }
            number = number * 10 + format.at(at) - '0';
        }
        return at == from ? Flags.NONE : number;
    }

    /** Takes the next operand as a width or a precision; null if it is no such number. */
    private Long operandNumber() {
        if (operand >= operands.size()) {
            return null;
        }
        if (!(Values.plain(operands.get(operand++)) instanceof Int number)) {
            return null;
        }
        boolean small = number.bits() >= -LARGEST && number.bits() <= LARGEST;
        return small && (number.bits() >= 0 || number.kind().isSigned()) ? number.bits() : null;
    }

    /** Writes the operands that no verb has used. */
    private void leftOver() {
        if (reordered || operand >= operands.size()) {
            return;
        }
        flags.clear();
        out.append("%!(EXTRA ");
        for (int i = operand; i < operands.size(); i++) {
            Object extra = operands.get(i);
            out.append(i > operand ? ", " : "");
            if (extra == null) {
                out.append("<nil>");
            } else {
                out.append(Values.typeOf(extra).toString()).appendByte('=');
                printer.print(extra, 'v');
            }
        }
        out.appendByte(')');
    }
}
