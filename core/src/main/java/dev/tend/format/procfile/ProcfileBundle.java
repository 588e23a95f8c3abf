package dev.tend.format.procfile;

import dev.tend.format.BadValue;
import dev.tend.format.Problem;
import dev.tend.format.tend.Values;
import dev.tend.service.Environment.EnvFile;
import dev.tend.text.EnvText;
import dev.tend.text.EnvTextException;
import dev.tend.text.ShellWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A Procfile, run as foreman runs it: each process type is a service in the Procfile's folder, with foreman's own
 * environment, that of {@code .env} over it, and PORT and PS over both. A Procfile with a problem is refused whole,
 * because the order of its lines determines the ports.
 *
 * @param path of the Procfile, absolute
 * @param envFiles read at each start, and for their PORT when the Procfile is read
 * @param port the first port, if the user gave one
 * @param usualPort the first port if neither the user nor an environment file gives one
 * @param formation the number of instances of each type
 * @param together whether all end when one ends, as with foreman; else each is restarted
 */
public record ProcfileBundle(
        String path, List<EnvFile> envFiles, OptionalInt port, int usualPort, Formation formation, boolean together) {

    /** The first port that foreman assigns. */
    public static final int FIRST_PORT = 5000;

    private static final int LAST_PORT = 65_535;
    private static final String EXEC = "exec ";
    private static final String NUMBERING = "export PORT=$((";

    /** The characters besides letters and digits that {@link ShellWords#join} leaves unquoted. */
    private static final String PLAIN = "-_./:=,+@%^ ";

    /** Returns all of this as words of a shell, {@code key=value} each; see {@link #parse}. */
    public String words() {
        var words = new ArrayList<String>();
        words.add("path=" + path);
        for (EnvFile file : envFiles) {
            words.add("env=" + (file.optional() ? "-" : "") + file.path());
        }
        port.ifPresent(number -> words.add("port=" + number));
        words.add("usual-port=" + usualPort);
        words.add("formation=" + formation.text());
        words.add("together=" + (together ? "yes" : "no"));
        return ShellWords.join(words);
    }

    /**
     * Takes {@link #words} apart. Keys that are not known are those of a newer version, and passed over.
     *
     * @throws BadValue where one of the values is none
     */
    public static ProcfileBundle parse(String words) {
        String path = "";
        var files = new ArrayList<EnvFile>();
        var port = OptionalInt.empty();
        int usual = FIRST_PORT;
        var formation = Formation.ONE_EACH;
        boolean together = false;
        for (String word : Values.words(words)) {
            int equals = Math.max(0, word.indexOf('='));
            String value = word.substring(equals == 0 ? 0 : equals + 1);
            switch (word.substring(0, equals)) {
                case "path" -> path = Values.absolutePath(value);
                case "env" -> files.add(envFile(value));
                case "port" -> port = OptionalInt.of(Values.whole(value, 1, LAST_PORT));
                case "usual-port" -> usual = Values.whole(value, 1, LAST_PORT);
                case "formation" -> formation = Formation.parse(value);
                case "together" -> together = Values.yesNo(value);
                default -> {}
            }
        }
        return new ProcfileBundle(Values.absolutePath(path), files, port, usual, formation, together);
    }

    private static EnvFile envFile(String value) {
        boolean optional = value.startsWith("-");
        return new EnvFile(optional ? value.substring(1) : value, optional);
    }

    /**
     * Takes the file apart.
     *
     * @param others gives the text of a file beside it by its path; empty where there is none
     */
    public Contents read(String text, Function<String, Optional<String>> others) {
        var procfile = Procfile.parse(path, text);
        var problems = new ArrayList<>(procfile.problems());
        if (isUnwritable(folder())) {
            problems.add(
                    new Problem(path, 0, "the path has a control character, or blanks at its end: rename the folder"));
        }
        var services = new LinkedHashMap<String, String>();
        int first = port.orElseGet(() -> said(others, problems));
        for (int i = 0; i < procfile.entries().size(); i++) {
            var entry = procfile.entries().get(i);
            int instances = formation.of(entry.name());
            int from = first + i * Procfile.PORTS_EACH;
            if (from + instances - 1 > LAST_PORT) {
                problems.add(new Problem(path, entry.line(), "port " + from + " is too high: begin lower with --port"));
            } else if (instances > 0) {
                services.put(entry.name(), service(entry, from, instances));
            }
        }
        return new Contents(problems.isEmpty() ? services : Map.of(), problems);
    }

    /** Returns the folder of the Procfile. */
    public String folder() {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, slash);
    }

    private static boolean isUnwritable(String value) {
        boolean unwritable = !value.trim().equals(value);
        for (int i = 0; i < value.length(); i++) {
            unwritable |= value.charAt(i) < ' ';
        }
        return unwritable;
    }

    /** The PORT of the environment files. */
    private int said(Function<String, Optional<String>> others, List<Problem> problems) {
        var variables = new LinkedHashMap<String, String>();
        for (EnvFile file : envFiles) {
            try {
                others.apply(file.path()).ifPresent(text -> EnvText.parse(text, variables));
            } catch (EnvTextException wrong) {
                problems.add(new Problem(file.path(), wrong.line(), wrong.getMessage()));
            }
        }
        String said = variables.getOrDefault("PORT", "");
        try {
            return said.isEmpty() ? usualPort : Values.whole(said, 1, LAST_PORT);
        } catch (BadValue wrong) {
            problems.add(new Problem(path, 0, "PORT in its environment file: " + wrong.getMessage()));
            return usualPort;
        }
    }

    private String service(Procfile.Entry entry, int first, int instances) {
        var text = new StringBuilder("# Process type ")
                .append(entry.name())
                .append(" of ")
                .append(path)
                .append('\n');
        if (instances == 1) {
            line(text, isWords(entry.command()) ? "cmd" : "shell", command(entry.command()));
            line(text, "env.PORT", String.valueOf(first));
            line(text, "env.PS", entry.name() + ".1");
        } else {
            line(text, "shell", numbering(entry.name(), first) + entry.command());
            line(text, "instances", String.valueOf(instances));
        }
        line(text, "cwd", folder());
        line(text, "env-inherit", "yes");
        if (!envFiles.isEmpty()) {
            line(text, "env-file", envFileWords());
        }
        line(text, "stop-timeout", "5s");
        if (together) {
            line(text, "restart", "never");
            line(text, "critical", "yes");
        }
        return text.toString();
    }

    /** Returns the shell code that gives each of several instances its own PORT and PS. */
    private static String numbering(String name, int first) {
        return NUMBERING + (first - 1) + "+INSTANCE)) PS=" + name + ".$INSTANCE; ";
    }

    /** The line of a service with several instances, without what numbers them. */
    public static String unnumbered(String name, String line) {
        String end = "+INSTANCE)) PS=" + name + ".$INSTANCE; ";
        int at = line.indexOf(end);
        boolean numbered = at > NUMBERING.length() && line.startsWith(NUMBERING);
        for (int i = NUMBERING.length(); numbered && i < at; i++) {
            numbered = line.charAt(i) >= '0' && line.charAt(i) <= '9';
        }
        return numbered ? line.substring(at + end.length()) : line;
    }

    private String envFileWords() {
        var words = new ArrayList<String>();
        for (EnvFile file : envFiles) {
            words.add((file.optional() ? "-" : "") + file.path());
        }
        return ShellWords.join(words);
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value).append('\n');
    }

    private static String command(String line) {
        return isWords(line) ? line.substring(EXEC.length()).trim() : line;
    }

    /**
     * Tells whether the line only replaces the shell by a program, with arguments in which a shell has nothing to
     * expand.
     */
    private static boolean isWords(String line) {
        String rest = line.startsWith(EXEC) ? line.substring(EXEC.length()).trim() : "-";
        String program = rest.indexOf(' ') < 0 ? rest : rest.substring(0, rest.indexOf(' '));
        return !rest.startsWith("-") && program.indexOf('=') < 0 && isInert(rest);
    }

    private static boolean isInert(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && text.startsWith("\\'", i)) {
                i++;
            } else if (!quoted && !Procfile.isType(String.valueOf(c)) && PLAIN.indexOf(c) < 0) {
                return false;
            }
        }
        return !quoted;
    }
}
