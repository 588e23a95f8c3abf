package dev.tend.lifecycle;

import dev.tend.text.Ascii;
import java.util.List;
import java.util.OptionalInt;

/** Signal names and their numbers on Linux, see {@code signal(7)}. */
public final class Signals {

    public static final int HUP = 1;
    public static final int INT = 2;
    public static final int QUIT = 3;
    public static final int ILL = 4;
    public static final int TRAP = 5;
    public static final int ABRT = 6;
    public static final int BUS = 7;
    public static final int FPE = 8;
    public static final int KILL = 9;
    public static final int USR1 = 10;
    public static final int SEGV = 11;
    public static final int USR2 = 12;
    public static final int PIPE = 13;
    public static final int ALRM = 14;
    public static final int TERM = 15;
    public static final int CHLD = 17;
    public static final int CONT = 18;
    public static final int STOP = 19;
    public static final int TSTP = 20;
    public static final int URG = 23;
    public static final int XFSZ = 25;
    public static final int PWR = 30;
    public static final int SYS = 31;

    /** {@code SIGRTMIN+3} as the C library of most systems counts, which keeps 32 and 33 for itself: stops a container. */
    public static final int RTMIN_PLUS_3 = 37;

    /** The first number no signal has, {@code _NSIG}. */
    public static final int END = 65;

    private static final List<String> NAMES = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    private Signals() {}

    /**
     * Returns whether a program can receive a signal, and forward it to the process that it represents. KILL and STOP
     * never arrive, and CHLD is about the program's own children.
     */
    public static boolean isForwarded(int signal) {
        return signal > 0 && signal < END && signal != KILL && signal != STOP && signal != CHLD;
    }

    /** Returns whether the kernel raises a signal for a fault of the program that receives it. Others may send it as well. */
    public static boolean isFault(int signal) {
        return switch (signal) {
            case ILL, TRAP, ABRT, BUS, FPE, SEGV, SYS -> true;
            default -> false;
        };
    }

    /** Returns whether a signal asks a keeper to stop its services and to end. Images name one of them as their stop signal. */
    public static boolean isShutdown(int signal) {
        return switch (signal) {
            case INT, QUIT, TERM, PWR, RTMIN_PLUS_3 -> true;
            default -> false;
        };
    }

    /** The number of {@code TERM}, {@code SIGTERM}, {@code term} or {@code 15}; empty for anything else. */
    public static OptionalInt number(String text) {
        String name = Ascii.upper(text);
        int index = NAMES.indexOf(name.startsWith("SIG") ? name.substring(3) : name);
        if (index >= 0) {
            return OptionalInt.of(index + 1);
        }
        try {
            int number = Integer.parseInt(text);
            return number > 0 && number < END ? OptionalInt.of(number) : OptionalInt.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }

    /** The name without SIG, or the number where it has none. */
    public static String name(int number) {
        return number >= 1 && number <= NAMES.size() ? NAMES.get(number - 1) : String.valueOf(number);
    }

    /** All names, for suggestions. */
    public static List<String> names() {
        return NAMES;
    }

    static String parenthesised(int number) {
        return number <= NAMES.size() ? " (" + name(number) + ")" : "";
    }
}
