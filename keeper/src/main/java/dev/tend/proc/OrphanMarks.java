package dev.tend.proc;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes.Mark;
import dev.tend.path.Accounts;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Identity;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import dev.tend.posix.Text;
import dev.tend.posix.Times;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The instance of each orphan that has become our child, by the mark in its environment. Each environment is read once,
 * when the orphan is first looked at, and the result holds until the orphan is reaped.
 */
final class OrphanMarks {

    /** The most orphans that are kept; of more, those that came last are read at each look. */
    private static final int MOST_KEPT = 4096;

    /** The instance's name and the path of a run directory fit in. */
    private static final int LONGEST_VARIABLE = 4608;

    /** A keeper gives a service less than that, whatever its files say; what gives itself more hides itself, and ends with the keeper. */
    private static final int MOST_READ = 512 << 10;

    private static final String INSTANCE = Launch.INSTANCE + "=";
    private static final String HELPER = Launch.HELPER_PID + "=";

    private static final Orphan UNREAD = new Orphan("", 0);

    private final Stat stat = new Stat();
    private final Map<Integer, Orphan> known = new HashMap<>();
    private final ReadingBudget budget = new ReadingBudget(() -> Times.micros(Times.CLOCK_MONOTONIC));
    private boolean complete;
    private final byte[] part = new byte[4096];
    private final byte[] variable = new byte[LONGEST_VARIABLE];

    /** An orphan, and the session for whose end it was last signalled; 0 for none. */
    static final class Orphan {

        private final String instance;
        private final int helper;

        /** Tells whether its environment was empty, as it is for a moment while a program is executed: it is read again. */
        private final boolean isUndecided;

        private int session;

        /** @param helper the pid of the helper that has started it, or 0 */
        Orphan(String instance, int helper) {
            this(instance, helper, false);
        }

        private Orphan(String instance, int helper, boolean isUndecided) {
            this.instance = instance;
            this.helper = helper;
            this.isUndecided = isUndecided;
        }

        /** @param isChild whether a pid is that of a child that we have forked */
        boolean isOf(Mark mark, int leader, IntPredicate isChild) {
            return instance.equals(mark.instance())
                    && switch (mark.starter()) {
                        case MAIN -> helper == 0;
                        case LAUNCH -> helper == 0 || !isChild.test(helper);
                        case HELPER -> helper == leader;
                    };
        }

        String instance() {
            return instance;
        }

        void sweptFor(int leader) {
            session = leader;
        }
    }

    /** A look at all orphans begins. */
    void begin() {
        complete = true;
    }

    /** As {@link #of}; nobody's where its environment cannot be read yet. */
    Orphan inTime(int pid) {
        if (known.containsKey(pid) || budget.allows()) {
            return of(pid);
        }
        complete = false;
        return UNREAD;
    }

    /** Returns whether a next look may soon find more than the one that ends. */
    boolean isBehind() {
        if (complete) {
            budget.caughtUp();
        }
        return !complete && budget.isWorthWaiting();
    }

    Orphan of(int pid) {
        Orphan orphan = known.get(pid);
        if (orphan == null) {
            orphan = read(pid);
            if (!orphan.isUndecided && known.size() < MOST_KEPT) {
                known.put(pid, orphan);
            }
        }
        return orphan;
    }

    /** The session for whose end an orphan was last signalled; 0 for none. */
    int session(int pid) {
        Orphan orphan = known.get(pid);
        return orphan == null ? 0 : orphan.session;
    }

    void reaped(int pid) {
        known.remove(pid);
    }

    /** Opens the environment of a process. In a container, root may not look at other users' processes; those users may. */
    private int open(int pid) {
        String path = "/proc/" + pid + "/environ";
        int fd = Paths.open(path, Paths.O_RDONLY, 0);
        if (fd != -Errno.EACCES || Identity.geteuid() != 0 || stat.stat("/proc/" + pid) != 0 || stat.owner() == 0) {
            return fd;
        }
        Identity.setFileAccess(stat.owner(), stat.group());
        try {
            return Paths.open(path, Paths.O_RDONLY, 0);
        } finally {
            Identity.setFileAccess(Identity.geteuid(), Identity.getegid());
        }
    }

    /**
     * Reads the mark of an orphan. A process that has cleared or overwritten its environment, or may not be looked at,
     * belongs to no instance.
     */
    private Orphan read(int pid) {
        int fd = open(pid);
        if (fd < 0) {
            return new Orphan("", 0);
        }
        Parser parser = new Parser(variable);
        int total = 0;
        int count = Descriptors.read(fd, part);
        while (count > 0 && total < MOST_READ) {
            parser.add(part, count);
            total += count;
            count = Descriptors.read(fd, part);
        }
        Descriptors.close(fd);
        budget.spend(total);
        parser.end();
        return new Orphan(parser.instance, parser.helper, total == 0);
    }

    /** Finds the two variables among all, without keeping the others. */
    static final class Parser {

        private final byte[] variable;
        private int length;
        String instance = "";
        int helper;

        /** @param variable room for the longest variable that matters */
        Parser(byte[] variable) {
            this.variable = variable;
        }

        void add(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                if (bytes[i] == 0) {
                    end();
                } else if (length < variable.length) {
                    variable[length++] = bytes[i];
                }
            }
        }

        void end() {
            if (begins(INSTANCE)) {
                instance = value(INSTANCE);
            } else if (begins(HELPER)) {
                helper = Accounts.id(value(HELPER)).orElse(0);
            }
            length = 0;
        }

        private boolean begins(String prefix) {
            if (length < prefix.length() || length == variable.length) {
                return false;
            }
            for (int i = 0; i < prefix.length(); i++) {
                if (variable[i] != prefix.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private String value(String prefix) {
            return Text.decode(variable, prefix.length(), length);
        }
    }
}
