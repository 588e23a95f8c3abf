package dev.tend.template.fmt;

import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoChannel;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import dev.tend.template.value.NamedType;
import dev.tend.template.value.Values;
import java.util.List;

/** Writes one value of any type by a verb and its flags. */
final class Printer {

    /** Lists and maps within each other; Go has no bound and ends with the memory. */
    private static final int DEPTH = 1000;

    final GoStringBuilder out;
    final Flags flags = new Flags();
    private final Formatter formatter;
    private final ScalarPrinter scalars;
    /** The verb does not fit, which the text says: the value is written without its methods. */
    private boolean mistaken;

    Printer(GoStringBuilder out) {
        this.out = out;
        this.formatter = new Formatter(out, flags);
        this.scalars = new ScalarPrinter(out, flags, formatter);
    }

    /** Writes an operand. */
    void print(Object value, int verb) {
        if (value == null) {
            if (verb == 'T' || verb == 'v') {
                formatter.pad("<nil>");
            } else {
                mismatch(null, verb);
            }
        } else if (verb == 'T') {
            formatter.text(GoString.of(Values.typeOf(value).toString()));
        } else if (verb == 'p') {
            pointer(value, 'p');
        } else if (verb == 'w' && !GoType.BYTES.equals(Values.typeOf(value))) {
            // Only for errors that wrap others.
            mismatch(value, verb);
        } else {
            value(value, verb, 0);
        }
    }

    private void value(Object value, int verb, int depth) {
        if (depth > DEPTH) {
            throw new FunctionException("a value is nested too deeply to be printed");
        }
        if (byMethod(value, verb)) {
            return;
        }
        switch (Values.plain(value)) {
            case null -> nil(verb);
            case GoList list -> list(list, verb, depth);
            case GoMap map -> map(map, verb, depth);
            case GoStruct struct -> struct(struct, verb, depth);
            case GoPointer target -> pointer(target, verb, depth);
            case GoChannel _, GoFunction _ -> pointer(value, verb);
            default -> scalar(Values.plain(value), value, verb);
        }
    }

    private void scalar(Object plain, Object value, int verb) {
        if (!scalars.print(plain, verb)) {
            mismatch(value, verb);
        }
    }

    private void nil(int verb) {
        if (verb == 'v') {
            out.append("<nil>");
        } else {
            mismatch(null, verb);
        }
    }

    /** Writes what the method String or Error of a value returns, if it has one and the verb is for texts. */
    private boolean byMethod(Object value, int verb) {
        if (mistaken || value == null || flags.sharpV || "vsxXq".indexOf(verb) < 0) {
            return false;
        }
        Object receiver = value instanceof GoPointer pointer ? pointer.value().orElse(null) : value;
        if (receiver == null || !(Values.typeOf(receiver) instanceof NamedType type)) {
            return false;
        }
        var method = type.method("Error").or(() -> type.method("String"));
        if (method.isEmpty() || !method.get().type().parameters().isEmpty()) {
            return false;
        }
        if (method.get().code().call(NoCall.INSTANCE, List.of(receiver)) instanceof GoString text) {
            scalar(text, value, verb);
            return true;
        }
        return false;
    }

    /** Writes that a verb does not fit a value, and the value. */
    private void mismatch(Object value, int verb) {
        mistaken = true;
        out.append("%!").appendRune(verb).appendByte('(');
        if (value == null) {
            out.append("<nil>");
        } else {
            out.append(Values.typeOf(value).toString()).appendByte('=');
            value(value, 'v', 0);
        }
        out.appendByte(')');
        mistaken = false;
    }

    private void list(GoList list, int verb, int depth) {
        boolean bytes = list.element().kind() == Kind.UINT8;
        if (bytes && "sqxX".indexOf(verb) >= 0) {
            scalar(bytes(list), list, verb);
            return;
        }
        if (flags.sharpV) {
            out.append(
                    depth == 0 && verb == 'v' && list.type().equals(GoType.BYTES)
                            ? "[]byte"
                            : list.type().toString());
            if (list.isNil()) {
                out.append("(nil)");
                return;
            }
        }
        out.appendByte(flags.sharpV ? '{' : '[');
        for (int i = 0; i < list.size(); i++) {
            separate(i);
            element(list.get(i), list.element(), verb, depth);
        }
        out.appendByte(flags.sharpV ? '}' : ']');
    }

    private static GoString bytes(GoList list) {
        var bytes = new GoStringBuilder();
        for (Object one : list) {
            bytes.appendByte((int) ((Int) Values.plain(one)).bits());
        }
        return bytes.toGoString();
    }

    private void separate(int index) {
        if (index > 0) {
            out.append(flags.sharpV ? ", " : " ");
        }
    }

    /** Writes a value that is within another; nil of an interface has the type of that interface. */
    private void element(Object value, GoType type, int verb, int depth) {
        if (value != null) {
            value(value, verb, depth + 1);
        } else if (flags.sharpV) {
            out.append(type.toString()).append("(nil)");
        } else {
            // Whatever the verb: Go does not look at it for an interface without a value.
            out.append("<nil>");
        }
    }

    private void map(GoMap map, int verb, int depth) {
        if (flags.sharpV) {
            out.append(map.type().toString());
            if (map.isNil()) {
                out.append("(nil)");
                return;
            }
        }
        out.append(flags.sharpV ? "{" : "map[");
        int index = 0;
        for (Object key : map.keys()) {
            separate(index++);
            element(key, map.key(), verb, depth);
            out.appendByte(':');
            element(map.get(key), map.element(), verb, depth);
        }
        out.appendByte(flags.sharpV ? '}' : ']');
    }

    private void struct(GoStruct struct, int verb, int depth) {
        if (flags.sharpV) {
            out.append(struct.type().toString());
        }
        out.appendByte('{');
        List<GoType.Field> fields = struct.structType().fields();
        for (int i = 0; i < fields.size(); i++) {
            separate(i);
            if (flags.plusV || flags.sharpV) {
                out.append(fields.get(i).name()).appendByte(':');
            }
            element(struct.get(i), fields.get(i).type(), verb, depth);
        }
        out.appendByte('}');
    }

    /**
     * Writes a pointer. Go follows only one that is an operand itself, and writes the address of others; here all are followed, since an address
     * differs from run to run.
     */
    private void pointer(GoPointer pointer, int verb, int depth) {
        if (pointer.isNil()) {
            pointer(pointer, verb);
            return;
        }
        out.appendByte('&');
        value(pointer.value().orElseThrow(), verb, depth + 1);
    }

    /** Writes an address, which is a fixed one for all but nil. */
    private void pointer(Object value, int verb) {
        boolean nil = value instanceof GoPointer pointer && pointer.isNil()
                || value instanceof GoList list && list.isNil()
                || value instanceof GoMap map && map.isNil();
        boolean hasAddress = value instanceof GoPointer
                || value instanceof GoList
                || value instanceof GoMap
                || value instanceof GoChannel
                || value instanceof GoFunction;
        long address = nil ? 0 : 0xc000000000L;
        if (!hasAddress) {
            mismatch(value, verb);
            return;
        }
        switch (verb) {
            case 'v' -> {
                if (flags.sharpV) {
                    out.append("(" + Values.typeOf(value) + ")(");
                    if (nil) {
                        out.append("nil");
                    } else {
                        formatter.hex(address, true);
                    }
                    out.appendByte(')');
                } else if (nil) {
                    formatter.pad("<nil>");
                } else {
                    formatter.hex(address, !flags.sharp);
                }
            }
            case 'p' -> formatter.hex(address, !flags.sharp);
            case 'b', 'o', 'd', 'x', 'X' -> scalar(new Int(Kind.UINT64, address), value, verb);
            default -> mismatch(value, verb);
        }
    }
}
