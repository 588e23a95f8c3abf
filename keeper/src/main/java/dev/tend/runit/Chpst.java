package dev.tend.runit;

import dev.tend.path.Accounts;
import dev.tend.path.NameService;
import dev.tend.path.PosixFiles;
import dev.tend.probe.CommandOutput;
import dev.tend.service.Limit.Resource;
import java.util.List;
import java.util.Optional;

/**
 * chpst(8): changes its own process as ordered, and becomes a program. It also takes the place of those of daemontools
 * that do one of these things each, where it is called by their names.
 */
public final class Chpst {

    /** The names it answers to. */
    public static final List<String> NAMES =
            List.of("chpst", "envdir", "envuidgid", "pgrphack", "setlock", "setuidgid", "softlimit");

    static final int USAGE = 100;

    private static final String OPTIONS = "u:U:b:e:m:d:o:p:f:c:r:t:/:n:l:L:vP012V";
    private static final String WORDS = "[-vVP012] [-u user[:group]] [-U user[:group]] [-b argv0] [-e dir] [-/ root]"
            + " [-n nice] [-l|-L lock] [-m n] [-d n] [-o n] [-p n] [-f n] [-c n] [-t n] prog";
    private static final String SOFTLIMIT_WORDS = "[-a allbytes] [-c corebytes] [-d databytes] [-f filebytes]"
            + " [-l lockbytes] [-m membytes] [-o openfiles] [-p processes] [-r residentbytes] [-s stackbytes]"
            + " [-t cpusecs] child";

    private final String name;
    private final StateChange change = new StateChange();

    private Chpst(String name) {
        this.name = name;
    }

    /**
     * Becomes the program that {@code words} end with.
     *
     * @param name one of {@link #NAMES}
     * @return the exit code, where that was not possible and is not to be reported
     * @throws Refusal where it was not possible
     */
    public static int run(String name, List<String> words) {
        var chpst = new Chpst(name);
        chpst.read(words);
        return chpst.change.perform();
    }

    private void read(List<String> words) {
        switch (name) {
            case "envdir" -> change.variables(operand(words, "dir child"), true);
            case "envuidgid" -> {
                String account = operand(words, "account child");
                change.showOwner(() -> account(account));
            }
            case "setuidgid" -> {
                String account = operand(words, "account child");
                change.owner(() -> account(account));
            }
            case "pgrphack" -> {
                change.session();
                change.command(program(words, "child"));
            }
            case "setlock" -> readSetlock(words);
            case "softlimit" -> readSoftlimit(words);
            default -> readChpst(words);
        }
    }

    /** The one word before the program. */
    private String operand(List<String> words, String usage) {
        if (words.size() < 2) {
            throw Refusal.usage(USAGE, name, usage);
        }
        change.command(words.subList(1, words.size()));
        return words.getFirst();
    }

    private List<String> program(List<String> words, String usage) {
        if (words.isEmpty()) {
            throw Refusal.usage(USAGE, name, usage);
        }
        return words;
    }

    /** Reads the options of setlock. The meaning of the two options for waiting is swapped in daemontools; here it is as in runit. */
    private void readSetlock(List<String> words) {
        String usage = "[ -nNxX ] file program [ arg ... ]";
        var letters = Letters.parse(name, "nNxX", words, Refusal.usage(USAGE, name, usage));
        boolean wait = false;
        for (var given : letters.given()) {
            switch (given.letter()) {
                case 'n' -> wait = true;
                case 'N' -> wait = false;
                case 'x' -> change.quiet(true);
                default -> change.quiet(false);
            }
        }
        change.lock(operand(letters.operands(), usage), wait);
    }

    private void readSoftlimit(List<String> words) {
        Refusal usage = Refusal.usage(USAGE, name, SOFTLIMIT_WORDS);
        var letters = Letters.parse(name, "a:c:d:f:l:m:o:p:r:s:t:", words, usage);
        for (var given : letters.given()) {
            long value = given.value().equals("=") ? Long.MAX_VALUE : number(given.value());
            limit(given.letter(), value);
        }
        change.command(program(letters.operands(), SOFTLIMIT_WORDS));
    }

    private void readChpst(List<String> words) {
        Refusal usage = Refusal.usage(USAGE, name, WORDS);
        var letters = Letters.parse(name, OPTIONS, words, usage);
        boolean verbose = false;
        boolean locks = false;
        Optional<String> variables = Optional.empty();
        for (var given : letters.given()) {
            String value = given.value();
            switch (given.letter()) {
                case 'u' -> change.owner(() -> owner(value));
                case 'U' -> change.showOwner(() -> owner(value));
                case 'b' -> change.calledAs(value);
                case 'e' -> variables = Optional.of(value);
                case '/' -> change.root(value);
                case 'n' -> change.nice(nice(value));
                case 'l', 'L' -> {
                    if (locks) {
                        throw usage;
                    }
                    locks = true;
                    change.lock(value, given.letter() == 'l');
                }
                case 'v' -> verbose = true;
                case 'P' -> change.session();
                case '0', '1', '2' -> change.close(given.letter() - '0');
                case 'V' -> throw usage.after("chpst, as tend has it");
                default -> limit(given.letter(), number(value));
            }
        }
        change.command(program(letters.operands(), WORDS));
        change.verbose(verbose);
        variables.ifPresent(folder -> change.variables(folder, false));
    }

    private void limit(char letter, long value) {
        switch (letter) {
            case 'a' -> change.limit(Resource.AS, value);
            case 'c' -> change.limit(Resource.CORE, value);
            case 'd' -> change.limit(Resource.DATA, value);
            case 'f' -> change.limit(Resource.FSIZE, value);
            case 'l' -> change.limit(Resource.MEMLOCK, value);
            case 'o' -> change.limit(Resource.NOFILE, value);
            case 'p' -> change.limit(Resource.NPROC, value);
            case 'r' -> change.limit(Resource.RSS, value);
            case 's' -> change.limit(Resource.STACK, value);
            case 't' -> change.limit(Resource.CPU, value);
            default -> {
                change.limit(Resource.DATA, value);
                change.limit(Resource.STACK, value);
                change.limit(Resource.MEMLOCK, value);
                change.limit(Resource.AS, value);
            }
        }
    }

    private long number(String text) {
        if (Numbers.end(text, 0) < text.length()) {
            throw Refusal.usage(USAGE, name, WORDS);
        }
        return Numbers.at(text, 0);
    }

    private int nice(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        int size = (int) Math.min(number(signed ? text.substring(1) : text), 40);
        return text.startsWith("-") ? -size : size;
    }

    private static Owner owner(String text) {
        return Owner.of(text, accounts())
                .orElseThrow(() -> StateChange.fatal(
                        text.startsWith(":")
                                ? "invalid uid/gids: " + text.substring(1)
                                : "unknown user/group: " + text));
    }

    private static Owner account(String name) {
        return Owner.ofAccount(name, accounts()).orElseThrow(() -> StateChange.fatal("unknown account: " + name));
    }

    private static Accounts accounts() {
        var files = new PosixFiles();
        return Accounts.ofTheSystem(
                files, NameService.of(files, command -> CommandOutput.of(command, Optional.empty())));
    }
}
