package dev.tend.template.document;

import dev.tend.template.fmt.FloatText;
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
import dev.tend.template.value.Kind;
import dev.tend.template.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes maps as TOML, tables two blanks further in than what they are in, as the reference's library does. */
public final class TomlWriter {

    private static final int DEPTH = 200;

    private final GoStringBuilder out = new GoStringBuilder();

    private TomlWriter() {}

    /**
     * Returns a map as a document.
     *
     * @throws FunctionException if the value is no map, or has something that TOML cannot express
     */
    public static GoString write(Object value) {
        var writer = new TomlWriter();
        Object table = follow(value);
        if (!isTable(table)) {
            throw new FunctionException("toml: top-level values must be Go maps or structs");
        }
        writer.table(List.of(), table);
        return writer.out.toGoString();
    }

    private static Object follow(Object value) {
        Object target = value;
        while (target instanceof GoPointer pointer) {
            target = pointer.value().orElse(null);
        }
        return target;
    }

    private static boolean isTable(Object value) {
        return value instanceof GoMap map && !map.isNil() || value instanceof GoStruct struct && !Times.isTime(struct);
    }

    private static boolean isTableList(Object value) {
        if (!(value instanceof GoList list) || list.isEmpty()) {
            return false;
        }
        boolean tables = true;
        for (Object item : list) {
            Object target = follow(item);
            if (target == null) {
                throw new FunctionException("toml: cannot encode array with nil element");
            }
            tables &= isTable(target);
        }
        return tables;
    }

    private static Map<GoString, Object> entries(Object table) {
        var entries = new LinkedHashMap<GoString, Object>();
        if (table instanceof GoMap map) {
            if (map.key().kind() != Kind.STRING) {
                throw new FunctionException("toml: cannot encode a map with non-string key type");
            }
            map.keys().forEach(key -> entries.put((GoString) Values.plain(key), follow(map.get(key))));
        } else if (table instanceof GoStruct struct) {
            List<GoType.Field> fields = struct.structType().fields();
            for (int i = 0; i < fields.size(); i++) {
                if (Character.isUpperCase(fields.get(i).name().charAt(0))) {
                    entries.put(GoString.of(fields.get(i).name()), follow(struct.get(i)));
                }
            }
        }
        entries.values().removeIf(value -> value == null || value instanceof GoMap map && map.isNil());
        return entries;
    }

    /** Writes the values of a table, then the tables in it. */
    private void table(List<GoString> path, Object table) {
        if (path.size() > DEPTH) {
            throw new FunctionException("toml: a map is nested too deeply");
        }
        Map<GoString, Object> entries = entries(table);
        entries.forEach((key, value) -> {
            if (!isTable(value) && !isTableList(value)) {
                member(path, key, value);
            }
        });
        entries.forEach((key, value) -> {
            if (isTable(value)) {
                subtable(with(path, key), value);
            } else if (isTableList(value)) {
                tables(with(path, key), (GoList) value);
            }
        });
    }

    private static List<GoString> with(List<GoString> path, GoString key) {
        var longer = new ArrayList<GoString>(path);
        longer.add(key);
        return longer;
    }

    private void member(List<GoString> path, GoString key, Object value) {
        indent(path.size());
        key(key);
        out.append(" = ");
        element(value, 0);
        out.appendByte('\n');
    }

    private void indent(int depth) {
        out.append("  ".repeat(depth));
    }

    private void subtable(List<GoString> path, Object table) {
        if (path.size() == 1) {
            newline();
        }
        header(path, "[", "]");
        table(path, table);
    }

    private void tables(List<GoString> path, GoList tables) {
        for (Object table : tables) {
            newline();
            header(path, "[[", "]]");
            table(path, follow(table));
        }
    }

    private void newline() {
        if (out.length() > 0) {
            out.appendByte('\n');
        }
    }

    private void header(List<GoString> path, String open, String close) {
        indent(path.size() - 1);
        out.append(open);
        for (int i = 0; i < path.size(); i++) {
            if (i > 0) {
                out.appendByte('.');
            }
            key(path.get(i));
        }
        out.append(close).appendByte('\n');
    }

    private void key(GoString key) {
        boolean bare = !key.isEmpty();
        for (int i = 0; i < key.length(); i++) {
            int c = key.at(i);
            bare &= c < 128 && Character.isLetterOrDigit(c) || c == '_' || c == '-';
        }
        if (bare) {
            out.append(key);
        } else {
            quoted(key);
        }
    }

    private void quoted(GoString text) {
        out.appendByte('"');
        for (int i = 0; i < text.length(); i++) {
            int c = text.at(i);
            int letter = "\"\\\b\t\n\f\r".indexOf(c);
            if (letter >= 0) {
                out.appendByte('\\').appendByte("\"\\btnfr".charAt(letter));
            } else if (c < ' ' || c == 0x7f) {
                out.append("\\u00").appendByte("01234567".charAt(c >> 4)).appendByte("0123456789abcdef".charAt(c & 15));
            } else {
                out.appendByte(c);
            }
        }
        out.appendByte('"');
    }

    private void element(Object value, int depth) {
        if (depth > DEPTH) {
            throw new FunctionException("toml: a value is nested too deeply");
        }
        switch (Values.plain(follow(value))) {
            case Boolean bool -> out.append(bool ? "true" : "false");
            case Int number -> out.append(number.toString());
            case Double number -> out.append(number(number));
            case Float number -> out.append(number((double) number));
            case GoString text -> quoted(text);
            case GoList list -> list(list, depth);
            case GoStruct struct when Times.isTime(struct) -> out.append(Times.rfc3339(struct));
            case GoMap map -> inline(map, depth);
            case GoStruct struct -> inline(struct, depth);
            case null -> throw new FunctionException("toml: cannot encode array with nil element");
            default -> throw new FunctionException("toml: unsupported type: " + Values.typeOf(value));
        }
    }

    private void list(GoList list, int depth) {
        out.appendByte('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            element(list.get(i), depth + 1);
        }
        out.appendByte(']');
    }

    private void inline(Object table, int depth) {
        out.appendByte('{');
        int index = 0;
        for (Map.Entry<GoString, Object> entry : entries(table).entrySet()) {
            if (index++ > 0) {
                out.append(", ");
            }
            key(entry.getKey());
            out.append(" = ");
            element(entry.getValue(), depth + 1);
        }
        out.appendByte('}');
    }

    private static String number(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        String text = FloatText.format(number, 'f', FloatText.SHORTEST);
        return text.indexOf('.') >= 0 ? text : text + ".0";
    }
}
