package dev.tend.check;

import dev.tend.format.Problem;
import dev.tend.selection.ServiceText;
import dev.tend.service.Condition;
import dev.tend.service.Relations;
import dev.tend.service.RelationsCheck;
import dev.tend.service.ServiceSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The relations between service files, checked when all have been read. */
final class RelationChecks {

    private final Map<String, Relations> relations = new LinkedHashMap<>();
    private final Map<String, String> files = new HashMap<>();

    /** The lines of the keys that name other services, by service and key. */
    private final Map<String, Integer> lines = new HashMap<>();

    private final TreeSet<String> known = new TreeSet<>();

    /** The services that are started with every keeper. */
    private final TreeSet<String> wanted = new TreeSet<>();

    /** There are services of these names, be their files good or not. */
    void know(Collection<String> names) {
        known.addAll(names);
    }

    void add(ServiceText service, ServiceSpec spec) {
        if (spec.enabled().equals(Condition.ALWAYS)) {
            wanted.add(spec.name());
        }
        if (spec.relations().equals(Relations.NONE)) {
            return;
        }
        relations.put(spec.name(), spec.relations());
        files.put(spec.name(), service.path());
        for (var setting : service.settings()) {
            lines.put(spec.name() + "/" + setting.key(), service.line(setting));
        }
    }

    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (var fault : RelationsCheck.faults(relations, known)) {
            int line = lines.getOrDefault(fault.service() + "/" + fault.key(), 0);
            problems.add(new Problem(files.get(fault.service()), line, fault.key() + ": " + fault.message()));
        }
        return problems;
    }

    /** Returns which services are all started, although only one of them can run. */
    List<Problem> warnings() {
        var warnings = new ArrayList<Problem>();
        relations.forEach((name, own) -> {
            for (String other : own.conflicts()) {
                if (wanted.contains(name) && wanted.contains(other)) {
                    warnings.add(new Problem(
                            files.get(name),
                            lines.getOrDefault(name + "/conflicts", 0),
                            "conflicts: " + other + " is started as well, and one of them stops the other: write"
                                    + " enabled=no in one of them, or a test that holds for one"));
                }
            }
        });
        return warnings;
    }
}
