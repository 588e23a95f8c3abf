package dev.tend.format.procfile;

import dev.tend.format.BadValue;
import dev.tend.format.tend.Values;
import dev.tend.text.Suggest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The number of instances of each process type of a Procfile, in the notation of foreman: {@code web=2,worker=1,all=1}.
 * Without {@code all}, a type that is not named does not run.
 *
 * @param counts by process type
 * @param others the number for types that are not named
 */
public record Formation(Map<String, Integer> counts, int others) {

    /** The default: {@code all=1}. */
    public static final Formation ONE_EACH = new Formation(Map.of(), 1);

    /** Each type has the ports up to the next one's. */
    private static final int MOST = Procfile.PORTS_EACH;

    private static final String ALL = "all";

    /** @throws BadValue where it is not of that form */
    public static Formation parse(String text) {
        var counts = new LinkedHashMap<String, Integer>();
        for (String pair : Values.items(text)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw BadValue.no("formation", text, "one such as web=2,worker=1 or all=1");
            }
            String type = pair.substring(0, equals);
            if (counts.put(type, Values.whole(pair.substring(equals + 1), 0, MOST)) != null) {
                throw new BadValue("names " + BadValue.quoted(type) + " twice: keep one of them");
            }
        }
        if (counts.isEmpty()) {
            throw BadValue.no("formation", text, "one such as web=2,worker=1 or all=1");
        }
        Integer others = counts.remove(ALL);
        return new Formation(counts, others == null ? 0 : others);
    }

    /** Returns what {@link #parse} makes this of. */
    String text() {
        var text = new StringBuilder();
        counts.forEach(
                (type, count) -> text.append(type).append('=').append(count).append(','));
        return text.append(ALL).append('=').append(others).toString();
    }

    int of(String type) {
        return counts.getOrDefault(type, others);
    }

    /** Returns what is wrong with the formation for a Procfile with these types. */
    public Optional<String> stranger(List<String> types) {
        for (String type : counts.keySet()) {
            if (!types.contains(type)) {
                return Optional.of(
                        BadValue.quoted(type) + " is no process type there" + Suggest.didYouMean(type, types));
            }
        }
        return Optional.empty();
    }
}
