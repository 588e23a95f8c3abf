package dev.tend.template.document;

import dev.tend.template.fmt.FloatText;
import dev.tend.template.text.BaseCodec;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import dev.tend.template.value.Values;
import java.util.List;
import java.util.TreeMap;

/** Writes values as JSON, as Go's {@code encoding/json} does. */
public final class JsonWriter {

    private static final int DEPTH = 1000;

    private final GoStringBuilder out = new GoStringBuilder();
    private final boolean escapesHtml;
    private final boolean pretty;

    private JsonWriter(boolean escapesHtml, boolean pretty) {
        this.escapesHtml = escapesHtml;
        this.pretty = pretty;
    }

    /**
     * Returns a value as JSON.
     *
     * @param escapesHtml whether {@code < > &} are escaped
     * @param pretty whether each element has a line, two blanks further in than what it is in
     * @throws FunctionException if the value has a type that JSON cannot express
     */
    public static GoString write(Object value, boolean escapesHtml, boolean pretty) {
        var writer = new JsonWriter(escapesHtml, pretty);
        writer.value(value, 0);
        return writer.out.toGoString();
    }

    private void value(Object value, int depth) {
        if (depth > DEPTH) {
            throw new FunctionException("json: unsupported value: it is nested too deeply");
        }
        switch (Values.plain(value)) {
            case null -> out.append("null");
            case Boolean bool -> out.append(bool ? "true" : "false");
            case Int number -> out.append(number.toString());
            case Double number -> out.append(number(number));
            case Float number -> out.append(number((double) number));
            case GoString text -> JsonText.append(out, text, escapesHtml);
            case GoList list -> list(list, depth);
            case GoMap map -> map(map, depth);
            case GoStruct struct -> struct(struct, depth);
            case GoPointer pointer -> value(pointer.value().orElse(null), depth + 1);
            default -> throw unsupported(Values.typeOf(value));
        }
    }

    private static FunctionException unsupported(GoType type) {
        return new FunctionException("json: unsupported type: " + type);
    }

    private static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new FunctionException(
                    "json: unsupported value: " + FloatText.format(number, 'g', FloatText.SHORTEST));
        }
        double size = Math.abs(number);
        boolean exponent = size != 0 && (size < 1e-6 || size >= 1e21);
        String text = FloatText.format(number, exponent ? 'e' : 'f', FloatText.SHORTEST);
        return exponent ? text.replace("e-0", "e-") : text;
    }

    private void list(GoList list, int depth) {
        if (list.isNil()) {
            out.append("null");
        } else if (list.element().kind() == Kind.UINT8) {
            var bytes = new GoStringBuilder();
            list.forEach(one -> bytes.appendByte((int) ((Int) Values.plain(one)).bits()));
            JsonText.append(out, BaseCodec.BASE64.encode(bytes.toGoString()), escapesHtml);
        } else {
            out.appendByte('[');
            for (int i = 0; i < list.size(); i++) {
                next(i, depth + 1);
                value(list.get(i), depth + 1);
            }
            end(']', list.isEmpty(), depth);
        }
    }

    private void next(int index, int depth) {
        if (index > 0) {
            out.appendByte(',');
        }
        line(depth);
    }

    private void line(int depth) {
        if (pretty) {
            out.appendByte('\n').append("  ".repeat(depth));
        }
    }

    private void end(char bracket, boolean empty, int depth) {
        if (!empty) {
            line(depth);
        }
        out.appendByte(bracket);
    }

    private void map(GoMap map, int depth) {
        Kind key = map.key().kind();
        if (key != Kind.STRING && !key.isInteger()) {
            throw unsupported(map.type());
        }
        if (map.isNil()) {
            out.append("null");
            return;
        }
        // Numbers are sorted as texts too.
        var sorted = new TreeMap<GoString, Object>();
        for (Object one : map.keys()) {
            Object plain = Values.plain(one);
            sorted.put(plain instanceof GoString text ? text : GoString.of(plain.toString()), map.get(one));
        }
        out.appendByte('{');
        int[] index = {0};
        sorted.forEach((name, value) -> member(index[0]++, name, value, depth));
        end('}', sorted.isEmpty(), depth);
    }

    private void member(int index, GoString name, Object value, int depth) {
        next(index, depth + 1);
        JsonText.append(out, name, escapesHtml);
        out.append(pretty ? ": " : ":");
        value(value, depth + 1);
    }

    private void struct(GoStruct struct, int depth) {
        var text = Marshalled.text(struct);
        if (text.isPresent()) {
            JsonText.append(out, text.get(), escapesHtml);
            return;
        }
        out.appendByte('{');
        List<GoType.Field> fields = struct.structType().fields();
        int index = 0;
        for (int i = 0; i < fields.size(); i++) {
            if (Character.isUpperCase(fields.get(i).name().charAt(0))) {
                member(index++, GoString.of(fields.get(i).name()), struct.get(i), depth);
            }
        }
        end('}', index == 0, depth);
    }
}
