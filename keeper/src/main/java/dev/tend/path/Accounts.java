package dev.tend.path;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The users and groups of the system's files, and those that a {@link NameService} knows besides, by name only. A name that is
 * spelt like a number is looked up as a name first, but only in the files.
 */
public final class Accounts {

    private static final int LIMIT = 4 << 20;
    private static final long LARGEST_ID = 0xffff_fffeL;

    private final Supplier<String> passwd;
    private final Supplier<String> group;
    private final NameService others;

    /** @param passwd gives the text of {@code /etc/passwd}; asked only when it is needed */
    public Accounts(Supplier<String> passwd, Supplier<String> group, NameService others) {
        this.passwd = passwd;
        this.group = group;
        this.others = others;
    }

    /** Returns the accounts of the system's files. A file that is missing, as it may be in a container, has no accounts. */
    public static Accounts ofTheSystem(Files files) {
        return ofTheSystem(files, NameService.NONE);
    }

    /** Returns the accounts of the system's files, and those that are known besides: looking for these takes time. */
    public static Accounts ofTheSystem(Files files, NameService others) {
        return new Accounts(() -> textOf(files, "/etc/passwd"), () -> textOf(files, "/etc/group"), others);
    }

    private static String textOf(Files files, String path) {
        try {
            return files.read(path, LIMIT);
        } catch (KernelException problem) {
            if (problem.errno() == Errno.ENOENT) {
                return "";
            }
            throw problem;
        }
    }

    /** The account with this name. */
    public Optional<Account> named(String name) {
        var inFiles = account(passwd.get(), fields -> fields.get(0).equals(name));
        return inFiles.isPresent() || id(name).isPresent()
                ? inFiles
                : account(others.lines("passwd", name), fields -> fields.get(0).equals(name));
    }

    /** The account with this name or number. */
    public Optional<Account> user(String nameOrNumber) {
        Optional<Account> named = named(nameOrNumber);
        OptionalInt id = id(nameOrNumber);
        return named.isPresent() || id.isEmpty() ? named : user(id.getAsInt());
    }

    /** The number of a user, by a name or by that number; empty where there is none. */
    public OptionalInt number(String nameOrNumber) {
        var account = user(nameOrNumber);
        return account.isPresent() ? OptionalInt.of(account.get().user()) : id(nameOrNumber);
    }

    public Optional<Account> user(int id) {
        return account(passwd.get(), fields -> is(fields.get(2), id));
    }

    private static Optional<Account> account(String lines, Predicate<List<String>> wanted) {
        return line(lines, 6, fields -> wanted.test(fields) && id(fields.get(2)).isPresent())
                .map(Accounts::account);
    }

    private static Account account(List<String> fields) {
        String shell = fields.size() > 6 && !fields.get(6).isEmpty() ? fields.get(6) : "/bin/sh";
        return new Account(
                fields.get(0), id(fields.get(2)).getAsInt(), id(fields.get(3)).orElse(-1), fields.get(5), shell);
    }

    /** The number of the group with this name or number; a number need not be in the file. */
    public OptionalInt group(String nameOrNumber) {
        OptionalInt named = groupNamed(nameOrNumber);
        return named.isPresent() ? named : id(nameOrNumber);
    }

    private static OptionalInt groupNamed(String name, String lines) {
        return line(lines, 3, fields -> fields.get(0).equals(name))
                .map(fields -> id(fields.get(2)))
                .orElse(OptionalInt.empty());
    }

    /** The number of the group with this name. */
    public OptionalInt groupNamed(String name) {
        var inFile = groupNamed(name, group.get());
        return inFile.isPresent() || id(name).isPresent() ? inFile : groupNamed(name, others.lines("group", name));
    }

    /** The primary group, and those that name the user as a member; all that the system knows of a user who is not in its files. */
    public List<Integer> groupsOf(String user, int primary) {
        List<Integer> groups = new ArrayList<>();
        groups.add(primary);
        line(group.get(), 4, fields -> {
            OptionalInt id = id(fields.get(2));
            if (id.isPresent() && names(fields.get(3), user) && !groups.contains(id.getAsInt())) {
                groups.add(id.getAsInt());
            }
            return false;
        });
        if (account(passwd.get(), fields -> fields.get(0).equals(user)).isEmpty()) {
            addOthers(user, groups);
        }
        return groups;
    }

    /** Adds the numbers of a line {@code user 100 27 4}. */
    private void addOthers(String user, List<Integer> groups) {
        String line = others.lines("initgroups", user);
        int from = 0;
        for (int at = 0; at <= line.length(); at++) {
            if (at == line.length() || line.charAt(at) <= ' ') {
                OptionalInt id =
                        from == 0 ? OptionalInt.empty() : id(line.substring(from, at)); // the first is the name
                if (id.isPresent() && !groups.contains(id.getAsInt())) {
                    groups.add(id.getAsInt());
                }
                from = at + 1;
            }
        }
    }

    /**
     * Tells whether a group is a user's own: the primary group of no other user but root, and without other members. It
     * is not where the system's files do not have it as the user's primary group.
     */
    boolean isPrivate(int group, int user) {
        Optional<Account> own = user(user).filter(account -> account.group() == group);
        return own.isPresent()
                && account(
                                passwd.get(),
                                fields -> is(fields.get(3), group) && !is(fields.get(2), user) && !is(fields.get(2), 0))
                        .isEmpty()
                && line(this.group.get(), 4, fields -> is(fields.get(2), group) && hasOthers(fields.get(3), own.get()))
                        .isEmpty();
    }

    private static boolean hasOthers(String members, Account owner) {
        return !members.isEmpty() && !members.equals(owner.name());
    }

    private static boolean names(String members, String name) {
        return ("," + members + ",").contains("," + name + ",");
    }

    /** A user or group number. */
    public static OptionalInt id(String text) {
        if (text.isEmpty() || text.length() > 10) {
            return OptionalInt.empty();
        }
        long id = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            id = id * 10 + digit;
        }
        return id > LARGEST_ID ? OptionalInt.empty() : OptionalInt.of((int) id);
    }

    private static boolean is(String text, int wanted) {
        OptionalInt id = id(text);
        return id.isPresent() && id.getAsInt() == wanted;
    }

    /** The first line with at least so many fields that is wanted. */
    private static Optional<List<String>> line(String text, int atLeast, Predicate<List<String>> wanted) {
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            List<String> fields = fields(text, start, end);
            if (fields.size() >= atLeast && text.charAt(start) != '#' && wanted.test(fields)) {
                return Optional.of(fields);
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    private static List<String> fields(String text, int start, int end) {
        List<String> fields = new ArrayList<>(7);
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || text.charAt(i) == ':') {
                fields.add(text.substring(from, i));
                from = i + 1;
            }
        }
        return fields;
    }
}
