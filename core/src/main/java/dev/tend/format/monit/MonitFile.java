package dev.tend.format.monit;

import dev.tend.format.BadValue;
import dev.tend.format.Lines;
import dev.tend.format.Problem;
import dev.tend.text.Ascii;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Translates a monit file, as BOSH jobs have it, into the format of Tend. It knows the part of the language that jobs
 * use: processes with their pid file, how they are started and stopped, their dependencies, and the tests that
 * {@link MonitRule} understands. A statement without a counterpart is reported, with its line, and left out; nothing is
 * dropped silently.
 */
public final class MonitFile {

    private static final List<String> STATEMENTS = List.of(
            "check",
            "start",
            "stop",
            "restart",
            "if",
            "group",
            "depends",
            "mode",
            "every",
            "alert",
            "noalert",
            "set",
            "include",
            "onreboot");

    /** Rules that ask for what Tend does anyway. */
    private static final List<String> ALWAYS_SO =
            List.of("if does not exist then restart", "if does not exist then start", "if not exist then restart");

    private static final int LONGEST_CYCLE = 86_400;

    /** More are not one job's. */
    private static final int MOST_SERVICES = 100;

    private static final int MOST_REMARKS = 50;

    private final String file;
    private final MonitWords words;
    private final List<MonitCheck> checks = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<Problem> remarks = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private long cycle = MonitRule.CYCLE;

    /**
     * The result of a translation.
     *
     * @param services empty if there are problems
     * @param remarks what could not be expressed
     */
    public record Translated(List<Service> services, List<Problem> remarks, List<Problem> problems) {}

    /**
     * One process that the file describes.
     *
     * @param lines of tend-service(5)
     * @param depends the names of other services
     */
    public record Service(String name, List<String> lines, List<String> depends) {}

    /** The keywords that may follow a program, in any order. */
    private static final List<String> OF_A_PROGRAM = List.of("uid", "gid", "timeout");

    /** The keywords without which a program would have more rights. */
    private static final List<String> RIGHTS = List.of("uid", "gid");

    private MonitFile(String file, MonitWords words) {
        this.file = file;
        this.words = words;
    }

    /** @param file its path, for messages */
    public static Translated translate(String file, String text) {
        if (text.length() > Lines.MOST_CHARACTERS) {
            return refused(file, "is larger than 64 KiB: this is no file of monit's");
        }
        if (text.indexOf('\0') >= 0 || text.indexOf('\ufffd') >= 0) {
            return refused(file, "is no text in UTF-8");
        }
        try {
            return new MonitFile(file, new MonitWords(text)).translated();
        } catch (BadValue unbalanced) {
            return refused(file, unbalanced.getMessage());
        }
    }

    private static Translated refused(String file, String problem) {
        return new Translated(List.of(), List.of(), List.of(new Problem(file, 0, problem)));
    }

    private Translated translated() {
        while (!words.atEnd()) {
            statement();
        }
        var services = new ArrayList<Service>();
        for (MonitCheck check : checks) {
            services.add(check.service(cycle, this::remark, this::complain));
        }
        if (checks.isEmpty() && problems.isEmpty()) {
            complain(0, "has no \"check process\": there is nothing to start");
        }
        return new Translated(
                problems.isEmpty() ? List.copyOf(services) : List.of(), List.copyOf(remarks), List.copyOf(problems));
    }

    private void remark(int line, String what) {
        if (remarks.size() < MOST_REMARKS) {
            remarks.add(new Problem(file, line, what + ": left out"));
        }
    }

    private void complain(int line, String what) {
        if (problems.size() < MOST_REMARKS) {
            problems.add(new Problem(file, line, what));
        }
    }

    private void statement() {
        int line = words.line();
        String keyword = words.keyword();
        if (keyword.equals("set")) {
            set(line);
        } else if (keyword.equals("check")) {
            check(line);
        } else if (RIGHTS.contains(keyword)) {
            complain(line, BadValue.quoted(words.next()) + " belongs to a program, and stands behind none");
        } else if (checks.isEmpty() || !STATEMENTS.contains(keyword)) {
            remark(line, BadValue.quoted(words.next()) + " is not understood");
            skip();
        } else {
            words.take(keyword);
            of(checks.getLast(), keyword, line);
        }
    }

    private void of(MonitCheck check, String keyword, int line) {
        switch (keyword) {
            case "start" -> check.start = program();
            case "stop" -> check.stop = program();
            case "if" -> rule(check, line);
            case "group" -> check.groups.add(words.next());
            case "depends" -> depends(check);
            case "mode" -> {
                String mode = words.next();
                if (!Ascii.lower(mode).equals("active")) {
                    remark(line, "mode " + mode);
                }
            }
            default -> {
                remark(line, keyword);
                skip();
            }
        }
    }

    private void rule(MonitCheck check, int line) {
        int mark = words.mark();
        var rule = MonitRule.read(words, line);
        if (rule.isPresent()) {
            check.rules.add(rule.get());
        } else {
            words.back(mark);
            leaveOut(line);
        }
    }

    private void leaveOut(int line) {
        var said = new StringBuilder("if");
        boolean then = false;
        while (!words.atEnd() && !then) {
            then = words.keyword().equals("then");
            String word = words.next();
            if (said.length() < 80) {
                said.append(' ').append(word);
            }
        }
        String whole = said.append(' ').append(MonitRule.action(words)).toString();
        if (!ALWAYS_SO.contains(whole)) {
            remark(line, whole);
        }
    }

    private void depends(MonitCheck check) {
        words.take("on");
        do {
            check.depends.add(words.next());
        } while (!words.atEnd() && !STATEMENTS.contains(words.keyword()));
    }

    private MonitCheck.Program program() {
        words.take("program");
        words.take("=");
        String line = words.next();
        String user = "";
        String group = "";
        long timeout = 0;
        while (words.take("as") || OF_A_PROGRAM.contains(words.keyword())) {
            if (words.take("uid")) {
                user = words.next();
            } else if (words.take("gid")) {
                group = words.next();
            } else if (words.take("timeout")) {
                timeout = Math.max(0, words.number());
                words.passSeconds();
            }
        }
        return new MonitCheck.Program(line, user, group, timeout);
    }

    private void check(int line) {
        words.take("check");
        String kind = words.keyword();
        words.next();
        String name = words.next();
        if (!kind.equals("process")) {
            remark(line, "check " + kind + " " + name + ", which is no process to follow");
            skipCheck();
            return;
        }
        var check = new MonitCheck(file, line, name);
        if (words.take("pidfile")) {
            words.take("=");
            check.pidfile = words.next();
        }
        if (!names.add(name)) {
            complain(line, "check process " + name + " stands here twice: remove one of them");
        }
        checks.add(check);
        if (checks.size() > MOST_SERVICES) {
            complain(line, "has more than " + MOST_SERVICES + " processes: this is no job's");
            skipAll();
        }
    }

    /** The length of a cycle is all that matters here of what is set for all. */
    private void set(int line) {
        words.take("set");
        String what = words.keyword();
        words.next();
        long seconds = what.equals("daemon") ? words.number() : -1;
        if (seconds > 0 && seconds <= LONGEST_CYCLE) {
            cycle = seconds * MonitRule.SECOND;
        } else {
            remark(line, "set " + what);
            skip();
        }
    }

    /** To what looks like the next statement. */
    private void skip() {
        while (!words.atEnd() && !STATEMENTS.contains(words.keyword())) {
            words.next();
        }
    }

    private void skipCheck() {
        while (!words.atEnd() && !words.keyword().equals("check")) {
            words.next();
        }
    }

    private void skipAll() {
        while (!words.atEnd()) {
            words.next();
        }
    }
}
