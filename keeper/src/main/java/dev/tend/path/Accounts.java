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
 * The users and groups of the system's files. A static program has no NSS: users that only a directory service knows are not
 * found by name, but can be given by number. A name that is spelt like a number is looked up as a name first.
 */
public final class Accounts {

    private static final int LIMIT = 4 << 20;
    private static final long LARGEST_ID = 0xffff_fffeL;

    private final Supplier<String> passwd;
    private final Supplier<String> group;

    /** @param passwd gives the text of {@code /etc/passwd}; asked only when it is needed */
    public Accounts(Supplier<String> passwd, Supplier<String> group) {
        this.passwd = passwd;
        this.group = group;
    }

    /** Returns the accounts of the system. A file that is missing, as it may be in a container, has no accounts. */
    public static Accounts ofTheSystem(Files files) {
        return new Accounts(() -> textOf(files, "/etc/passwd"), () -> textOf(files, "/etc/group"));
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
        return account(fields -> fields.get(0).equals(name));
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
        return account(fields -> is(fields.get(2), id));
    }

    private Optional<Account> account(Predicate<List<String>> wanted) {
        return line(
                        passwd.get(),
                        6,
                        fields -> wanted.test(fields) && id(fields.get(2)).isPresent())
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

    /** The number of the group with this name. */
    public OptionalInt groupNamed(String name) {
        return line(group.get(), 3, fields -> fields.get(0).equals(name))
                .map(fields -> id(fields.get(2)))
                .orElse(OptionalInt.empty());
    }

    /** The primary group, and those that name the user as a member. */
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
        return groups;
    }

    /**
     * Tells whether a group is a user's own: the primary group of no other user but root, and without other members. It
     * is not where the system's files do not have it as the user's primary group.
     */
    boolean isPrivate(int group, int user) {
        Optional<Account> own = user(user).filter(account -> account.group() == group);
        return own.isPresent()
                && account(fields -> is(fields.get(3), group) && !is(fields.get(2), user) && !is(fields.get(2), 0))
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
