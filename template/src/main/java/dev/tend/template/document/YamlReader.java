package dev.tend.template.document;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.text.BaseCodec;
import dev.tend.template.text.Sizes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads the first document of a YAML text. The library gives its structure; what a scalar means is YAML 1.1 as in
 * {@link YamlScalars}. Maps have keys of any type.
 */
public final class YamlReader {

    private static final int DEPTH = 200;
    private static final GoType MAP = GoType.mapOf(GoType.ANY, GoType.ANY);
    private static final String TAG = "tag:yaml.org,2002:";

    private final Iterator<Event> events;
    private final Map<Anchor, Object> anchors = new HashMap<>();
    /** Values so far, those again that an alias repeats. */
    private long values;

    private YamlReader(Iterator<Event> events) {
        this.events = events;
    }

    /**
     * Reads a document; a text without any is nil.
     *
     * @throws FunctionException if it is invalid
     */
    public static Object read(GoString text) {
        if (!text.isUtf8()) {
            throw new FunctionException("yaml: invalid Unicode character");
        }
        var settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(1000)
                .build();
        try {
            return new YamlReader(new ParserImpl(settings, new StreamReader(settings, text.utf8()))).document();
        } catch (YamlEngineException e) {
            throw new FunctionException("yaml: " + firstLine(e));
        } catch (StackOverflowError e) {
            throw new FunctionException("yaml: exceeded max depth");
        }
    }

    private static String firstLine(YamlEngineException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof MarkedYamlEngineException marked) {
            String where = marked.getProblemMark()
                    .map(mark -> "line " + (mark.getLine() + 1) + ": ")
                    .orElse("");
            return where + marked.getProblem();
        }
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private Object document() {
        while (events.hasNext()) {
            if (events.next() instanceof DocumentStartEvent) {
                return value(events.next(), 0);
            }
        }
        return null;
    }

    private Object value(Event event, int depth) {
        Sizes.require(depth <= DEPTH, "yaml: exceeded max depth");
        Sizes.elements(++values);
        return switch (event) {
            case ScalarEvent scalar -> anchored(scalar.getAnchor(), scalar(scalar));
            case SequenceStartEvent start -> anchored(start.getAnchor(), list(depth));
            case MappingStartEvent start -> map(start, depth);
            case AliasEvent alias -> alias(alias);
            default -> throw new FunctionException("yaml: unexpected " + event.getEventId());
        };
    }

    private Object anchored(Optional<Anchor> anchor, Object value) {
        anchor.ifPresent(name -> anchors.put(name, value));
        return value;
    }

    private Object alias(AliasEvent alias) {
        Anchor anchor = alias.getAlias();
        if (!anchors.containsKey(anchor)) {
            throw new FunctionException("yaml: unknown anchor '" + anchor.getValue() + "' referenced");
        }
        Object value = anchors.get(anchor);
        values += size(value, 0);
        Sizes.elements(values);
        return value;
    }

    /** Counts what is in a value, as far as it matters. */
    private long size(Object value, int depth) {
        Sizes.require(depth <= DEPTH, "yaml: exceeded max depth");
        long size = 1;
        if (value instanceof GoList list) {
            for (Object item : list) {
                size += size(item, depth + 1);
                Sizes.elements(values + size);
            }
        } else if (value instanceof GoMap map) {
            for (Object key : map.keys()) {
                size += size(map.get(key), depth + 1);
                Sizes.elements(values + size);
            }
        }
        return size;
    }

    private Object list(int depth) {
        var items = new ArrayList<Object>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(value(event, depth + 1));
        }
        return GoList.of(GoType.ANYS, items);
    }

    private Object map(MappingStartEvent start, int depth) {
        GoMap map = GoMap.of(MAP);
        var merged = new ArrayList<Object>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            boolean merge = event instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && scalar.getValue().equals("<<");
            Object key = value(event, depth + 1);
            Object value = value(events.next(), depth + 1);
            if (merge) {
                merged.add(value);
            } else {
                put(map, key, value);
            }
        }
        merged.forEach(value -> merge(map, value));
        anchored(start.getAnchor(), map);
        return map;
    }

    private static void put(GoMap map, Object key, Object value) {
        Object plain = Values.plain(key);
        if (plain instanceof GoList || plain instanceof GoMap || plain instanceof GoStruct) {
            throw new FunctionException("yaml: invalid map key: " + Fmt.sprintf("%#v", key));
        }
        map.put(key, value);
    }

    /** Adds the entries of another map, or of several, where there is none yet. */
    private static void merge(GoMap map, Object value) {
        switch (value) {
            case GoMap other ->
                other.keys().stream().filter(key -> !map.containsKey(key)).forEach(key -> map.put(key, other.get(key)));
            case GoList others
            when others.items().stream().allMatch(GoMap.class::isInstance) ->
                others.forEach(other -> merge(map, other));
            case null, default ->
                throw new FunctionException("yaml: map merge requires map or sequence of maps as the value");
        }
    }

    private static Object scalar(ScalarEvent scalar) {
        String text = scalar.getValue();
        String tag = scalar.getTag().orElse("");
        String kind = tag.startsWith(TAG) ? tag.substring(TAG.length()) : tag;
        return switch (kind) {
            case "" -> scalar.isPlain() ? YamlScalars.resolve(text) : GoString.of(text);
            case "binary" -> binary(text);
            case "null", "bool", "int", "float" -> tagged(kind, text);
            default -> GoString.of(text);
        };
    }

    private static Object binary(String text) {
        try {
            return BaseCodec.BASE64.decode(GoString.of(text));
        } catch (FunctionException e) {
            throw new FunctionException("yaml: !!binary value contains invalid base64 data");
        }
    }

    private static Object tagged(String kind, String text) {
        Object value = YamlScalars.resolve(text);
        boolean fits =
                switch (kind) {
                    case "null" -> value == null;
                    case "bool" -> value instanceof Boolean;
                    case "int" -> value instanceof Int;
                    default -> value instanceof Double || value instanceof Int;
                };
        if (!fits) {
            throw new FunctionException("yaml: cannot decode `" + text + "` as a !!" + kind);
        }
        return kind.equals("float") && value instanceof Int number ? number.toDouble() : value;
    }
}
