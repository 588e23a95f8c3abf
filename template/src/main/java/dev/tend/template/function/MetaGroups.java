package dev.tend.template.function;

import dev.tend.template.text.Numerals;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import java.util.ArrayList;

/** Instances of a service by some of their metadata. */
final class MetaGroups {

    private MetaGroups() {}

    /**
     * Groups instances.
     *
     * @param keys names of metadata, with {@code |int} behind those that are numbers, between commas
     */
    static GoMap of(String keys, GoList instances) {
        GoMap groups = GoMap.of(GoType.mapOf(GoType.STRING, ConsulTypes.INSTANCES));
        for (Object pointer : instances) {
            GoStruct instance = (GoStruct) ((GoPointer) pointer).value().orElseThrow();
            GoString name = GoString.of(name(keys, (GoMap) instance.get("ServiceMeta")));
            var members = new ArrayList<Object>();
            if (groups.get(name) instanceof GoList before) {
                members.addAll(before.items());
            }
            members.add(pointer);
            groups.put(name, GoList.of(ConsulTypes.INSTANCES, members));
        }
        return groups;
    }

    private static String name(String keys, GoMap meta) {
        var parts = new ArrayList<String>();
        for (String key : keys.split(",", -1)) {
            int bar = key.indexOf('|');
            String name = (bar < 0 ? key : key.substring(0, bar)).strip();
            String form = bar < 0 ? "" : key.substring(bar + 1).strip();
            parts.add(meta.get(name) instanceof GoString value ? part(value.utf8(), form) : "_no_" + name + "_");
        }
        return String.join("_", parts);
    }

    private static String part(String value, String form) {
        if (form.equals("int")) {
            long number = Numerals.atoi(GoString.of(value));
            String digits = Long.toString(Math.abs(number));
            String zeros = "0".repeat(Math.max(0, (number < 0 ? 4 : 5) - digits.length()));
            return (number < 0 ? "-" : "") + zeros + digits;
        }
        if (!form.isEmpty()) {
            throw new FunctionException("byMeta: invalid format: " + form);
        }
        var text = new StringBuilder();
        value.codePoints().forEach(c -> {
            boolean word = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
            text.append(word ? (char) c : '_');
        });
        return text.toString();
    }
}
