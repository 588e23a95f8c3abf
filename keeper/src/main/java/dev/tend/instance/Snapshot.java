package dev.tend.instance;

import dev.tend.format.Problem;
import dev.tend.format.bosh.BoshJob;
import dev.tend.service.Relations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of services, by their names, and of jobs, by theirs. */
public final class Snapshot {

    public final Map<String, Definition> definitions = new TreeMap<>();

    /** What is wrong with services' files, although they may run on. */
    public final Map<String, Problem> broken = new TreeMap<>();

    public final Map<String, BoshJob> jobs = new TreeMap<>();

    /** What good files say that is not in force, for they are in a circle: somebody may mend another of it. */
    public final Map<String, Definition> circling = new TreeMap<>();

    /** All that was found wrong. */
    public final List<Problem> problems = new ArrayList<>();

    /** Who has to do with others. */
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
