package dev.tend.instance;

import dev.tend.format.Problem;
import dev.tend.service.Relations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The services that are known, by name. */
public final class Snapshot {

    public final Map<String, Definition> definitions = new TreeMap<>();

    /** The problems of service files, although the services may run on. */
    public final Map<String, Problem> broken = new TreeMap<>();

    /** Definitions of good files that are not in force, since they are part of a cycle: another file of the cycle may be mended. */
    public final Map<String, Definition> circling = new TreeMap<>();

    /** The first problem of two sources that define a service of the same name. */
    public Optional<Problem> conflict = Optional.empty();

    /** All that was found wrong. */
    public final List<Problem> problems = new ArrayList<>();

    /** All that could not be translated, which does not keep services from being started. */
    public final List<Problem> remarks = new ArrayList<>();

    /** Returns the relations of the services that have any. */
    public Map<String, Relations> relations() {
        var relations = new TreeMap<String, Relations>();
        definitions.forEach((name, definition) -> {
            if (!definition.spec().relations().equals(Relations.NONE)) {
                relations.put(name, definition.spec().relations());
            }
        });
        return relations;
    }
}
