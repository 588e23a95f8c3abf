package dev.tend.hostile;

import dev.tend.acceptance.Leftovers;
import dev.tend.acceptance.Proc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The main process of an instance, found in {@code /proc} by a variable of its service file, without asking the keeper. */
record MainProcess(long pid, long birth) {

    /** The variable that holds the name of the service. */
    static final String MARK = "HOSTILE_SERVICE";

    /** The processes of every instance below a test's directory. More than one for an instance is a violation. */
    static Map<String, List<MainProcess>> all(String root) {
        var found = new TreeMap<String, List<MainProcess>>();
        Proc.all().forEach(pid -> {
            String name = instance(root, pid);
            if (!name.isEmpty() && !name.equals(instance(root, parent(pid)))) {
                found.computeIfAbsent(name, _ -> new ArrayList<>()).add(new MainProcess(pid, Proc.birth(pid)));
            }
        });
        found.values().forEach(list -> list.removeIf(process -> !process.isAlive()));
        found.values().removeIf(List::isEmpty);
        return found;
    }

    private static String instance(String root, long pid) {
        var environment = Proc.environment(pid);
        if (!root.equals(environment.get(Leftovers.MARK)) || !environment.containsKey(MARK)) {
            return "";
        }
        String number = environment.get("INSTANCE");
        return environment.get(MARK) + (number == null ? "" : "@" + number);
    }

    private static long parent(long pid) {
        String stat = Proc.text(pid, "stat");
        return stat.isEmpty()
                ? 0
                : Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[1]);
    }

    boolean isAlive() {
        return birth != 0 && Proc.alive(pid) && Proc.birth(pid) == birth;
    }
}
