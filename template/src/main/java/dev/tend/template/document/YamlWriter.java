package dev.tend.template.document;

import dev.tend.template.fmt.FloatText;
import dev.tend.template.text.Durations;
import dev.tend.template.text.Letters;
import dev.tend.template.text.Times;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Named;
import dev.tend.template.value.Values;
import java.util.ArrayList;
import java.util.List;

/** Writes values as block style YAML, as version 2 of Go's YAML library does: lists are not indented within maps. */
public final class YamlWriter {

    private static final int DEPTH = 200;
    /** The longest key that stands before a colon in its line, in bytes. */
    private static final int SIMPLE_KEY = 128;

    private final GoStringBuilder out = new GoStringBuilder();
    private final YamlText text = new YamlText(out);

    private YamlWriter() {}

    /**
     * Returns a value as a document.
     *
     * @throws FunctionException if the value has a type that YAML cannot express
     */
    public static GoString write(Object value) {
        var writer = new YamlWriter();
        writer.value(value, -1, Context.DOCUMENT, 0);
        writer.text.endLine();
        return writer.out.toGoString();
    }

    /** The surroundings of a value, which decide how its first line begins. */
    private enum Context {
        DOCUMENT,
        ITEM,
        MEMBER
    }

    /** @param indent the indentation of what the value is in, -1 for the document */
    private void value(Object value, int indent, Context context, int depth) {
        if (depth > DEPTH) {
            throw new FunctionException("yaml: a value is nested too deeply");
        }
        switch (value) {
            case GoPointer pointer -> value(pointer.value().orElse(null), indent, context, depth + 1);
            case GoList list when !list.isEmpty() -> list(list, indent, context, depth);
            case GoMap map when !map.isEmpty() -> map(sorted(map), indent, context, depth);
            case GoStruct struct
            when !Times.isTime(struct) && !fields(struct).isEmpty() -> map(fields(struct), indent, context, depth);
            case null, default -> {
                lead(context);
                scalar(value, indent, false);
            }
        }
    }

    private void lead(Context context) {
        if (context != Context.DOCUMENT) {
            text.put(" ");
        }
    }

    private void list(GoList list, int indent, Context context, int depth) {
        // Within a map, items begin in the column of the key.
        int inner = context == Context.MEMBER ? indent : indent < 0 ? 0 : indent + 2;
        boolean inLine = context == Context.ITEM;
        for (Object item : list) {
            begin(inLine, inner);
            inLine = false;
            text.put("-");
            value(item, inner, Context.ITEM, depth + 1);
        }
    }

    /** Begins a line, or goes on in the line of the dash that the value follows. */
    private void begin(boolean inLine, int indent) {
        if (inLine) {
            text.put(" ");
        } else if (out.length() > 0) {
            text.line(indent);
        }
    }

    /** An entry of a map. */
    private record Entry(Object key, Object value) {}

    private static List<Entry> sorted(GoMap map) {
        var entries = new ArrayList<Entry>();
        for (Object key : map.keys()) {
            entries.add(new Entry(key, map.get(key)));
        }
        entries.sort((left, right) -> YamlOrder.compare(left.key(), right.key()));
        return entries;
    }

    private static List<Entry> fields(GoStruct struct) {
        var entries = new ArrayList<Entry>();
        List<GoType.Field> fields = struct.structType().fields();
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).name();
            if (Character.isUpperCase(name.charAt(0))) {
                entries.add(new Entry(Letters.lower(GoString.of(name)), struct.get(i)));
            }
        }
        return entries;
    }

    private void map(List<Entry> entries, int indent, Context context, int depth) {
        int inner = indent < 0 ? 0 : indent + 2;
        boolean inLine = context == Context.ITEM;
        for (Entry entry : entries) {
            begin(inLine, inner);
            inLine = false;
            if (isSimpleKey(entry.key())) {
                scalar(entry.key(), inner, true);
                text.put(":");
            } else {
                text.put("?");
                value(entry.key(), inner, Context.ITEM, depth + 1);
                text.line(inner);
                text.put(":");
                // An explicit value is one more item: a map begins in its line.
                value(entry.value(), inner, Context.ITEM, depth + 1);
                continue;
            }
            value(entry.value(), inner, Context.MEMBER, depth + 1);
        }
    }

    private static boolean isSimpleKey(Object key) {
        return switch (Values.plain(key)) {
            case GoString string ->
                string.length() <= SIMPLE_KEY && !YamlAnalysis.of(string.utf8()).multiline();
            case GoList list -> list.isEmpty();
            case GoMap map -> map.isEmpty();
            case GoStruct _, GoPointer _ -> false;
            case null, default -> true;
        };
    }

    private void scalar(Object value, int indent, boolean key) {
        if (value instanceof Named named && named.type().equals(Times.DURATION)) {
            text.string(GoString.of(Durations.format(((Int) named.value()).bits())), indent, key);
            return;
        }
        switch (Values.plain(value)) {
            case null -> text.put("null");
            case Boolean bool -> text.put(bool ? "true" : "false");
            case Int number -> text.put(number.toString());
            case Double number -> text.put(number(number));
            case Float number -> text.put(number((double) number));
            case GoString string -> text.string(string, indent, key);
            case GoList _ -> text.put("[]");
            case GoMap _ -> text.put("{}");
            case GoStruct struct -> text.put(Times.isTime(struct) ? Times.rfc3339(struct) : "{}");
            default -> throw new FunctionException("cannot marshal type: " + Values.typeOf(value));
        }
    }

    private static String number(double number) {
        String text = FloatText.format(number, 'g', FloatText.SHORTEST);
        return switch (text) {
            case "+Inf" -> ".inf";
            case "-Inf" -> "-.inf";
            case "NaN" -> ".nan";
            default -> text;
        };
    }
}
