package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The system's information about processes, see {@code proc(5)}. For a process that is gone, everything is empty. */
public final class Proc {

    private Proc() {}

    /** Tells whether it runs: an ended process that has not been reaped yet does not. */
    public static boolean alive(long pid) {
        String state = stat(pid, 0);
        return !state.isEmpty() && !"ZX".contains(state);
    }

    static boolean isZombie(long pid) {
        return stat(pid, 0).equals("Z");
    }

    public static long parent(long pid) {
        return Long.parseLong(stat(pid, 1));
    }

    /** Returns its start time, in clock ticks since boot; 0 if it is gone. */
    public static long birth(long pid) {
        String ticks = stat(pid, 19);
        return ticks.isEmpty() ? 0 : Long.parseLong(ticks);
    }

    static long group(long pid) {
        return Long.parseLong(stat(pid, 2));
    }

    static long session(long pid) {
        return Long.parseLong(stat(pid, 3));
    }

    static int nice(long pid) {
        return Integer.parseInt(stat(pid, 16));
    }

    /** A field of {@code /proc/PID/stat}, counted from the one after the program's name. */
    private static String stat(long pid, int field) {
        String stat = text(pid, "stat");
        return stat.isEmpty() ? "" : stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[field];
    }

    /** A line of {@code /proc/PID/status}, by its name, with single blanks between its words. */
    public static String status(long pid, String name) {
        return text(pid, "status")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip().replaceAll("\\s+", " "))
                .findFirst()
                .orElse("");
    }

    /** Returns how many kB of its program's code are in its memory; 0 if it is gone. */
    static long residentCode(long pid) {
        long sum = 0;
        boolean code = false;
        for (String line : text(pid, "smaps").lines().toList()) {
            String[] words = line.split("\\s+", -1);
            if (words[0].indexOf('-') > 0) {
                code = words[1].startsWith("r-x") && line.contains("/");
            } else if (code && words[0].equals("Rss:")) {
                sum += Long.parseLong(words[1]);
            }
        }
        return sum;
    }

    /** A line of {@code /proc/PID/limits}, by its name: the soft and the hard limit. */
    static List<String> limit(long pid, String name) {
        return text(pid, "limits")
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+", -1))
                .map(words -> List.of(words[0], words[1]))
                .findFirst()
                .orElse(List.of());
    }

    public static Map<String, String> environment(long pid) {
        return Arrays.stream(text(pid, "environ").split("\0", -1))
                .filter(entry -> entry.contains("="))
                .collect(Collectors.toMap(
                        entry -> entry.substring(0, entry.indexOf('=')),
                        entry -> entry.substring(entry.indexOf('=') + 1),
                        (first, _) -> first,
                        TreeMap::new));
    }

    public static List<String> command(long pid) {
        String words = text(pid, "cmdline");
        return words.isEmpty()
                ? List.of("")
                : List.of(words.substring(0, words.length() - 1).split("\0", -1));
    }

    public static List<Integer> descriptors(long pid) {
        return names(Path.of("/proc/" + pid + "/fd"))
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    /** Returns the target of a link such as {@code cwd} or {@code fd/1}. */
    public static String link(long pid, String name) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid, name)).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    public static List<Long> threads(long pid) {
        return names(Path.of("/proc/" + pid + "/task")).map(Long::valueOf).toList();
    }

    /** Returns its children, including ended ones that have not been reaped yet. */
    static List<Long> children(long pid) {
        return threads(pid).stream()
                .flatMap(thread ->
                        Arrays.stream(text(pid, "task/" + thread + "/children").split(" ", -1)))
                .filter(child -> !child.isBlank())
                .map(Long::valueOf)
                .toList();
    }

    /** Returns the number of its context switches so far. */
    public static long switches(long pid) {
        return threads(pid).stream()
                .flatMap(thread -> text(pid, "task/" + thread + "/status").lines())
                .filter(line -> line.contains("ctxt_switches"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }

    public static Stream<Long> all() {
        return names(Path.of("/proc"))
                .filter(name -> name.chars().allMatch(Character::isDigit))
                .map(Long::valueOf);
    }

    static Stream<Long> ofSession(long session) {
        return all().filter(pid -> alive(pid) && stat(pid, 3).equals(String.valueOf(session)));
    }

    public static String text(long pid, String file) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + pid, file)), UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    private static Stream<String> names(Path folder) {
        try (var list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString()).toList().stream();
        } catch (IOException | UncheckedIOException gone) {
            return Stream.empty();
        }
    }

    /** @param name without SIG */
    public static void signal(long pid, String name) {
        Ran.command(List.of("/bin/sh", "-c", "kill -" + name + " " + pid), Map.of());
    }
}
