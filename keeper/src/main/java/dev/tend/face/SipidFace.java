package dev.tend.face;

import dev.tend.command.ExitCode;
import dev.tend.command.Face;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.kernel.KernelException;
import dev.tend.pidfile.PidfileException;
import dev.tend.pidfile.PidfileException.Reason;
import java.util.ArrayList;
import java.util.List;

/** {@code sipid COMMAND [FLAG]...}: every failure is one line and exits 1. */
public final class SipidFace implements Face {

    private static final List<SipidCommand> COMMANDS = List.of(new SipidClaim(), new SipidKill(), new SipidWait());

    @Override
    public String name() {
        return "sipid";
    }

    @Override
    public int run(List<String> words, Host host) {
        try {
            var command = named(words.isEmpty() ? "" : words.getFirst());
            return command.run(
                    GoFlags.parse(words.subList(1, words.size()), command.valued(), command.switches()), host);
        } catch (IllegalArgumentException wrong) {
            throw failure(wrong.getMessage());
        } catch (PidfileException refused) {
            throw failure(message(refused));
        } catch (KernelException problem) {
            throw failure(problem.getMessage());
        }
    }

    private static SipidCommand named(String word) {
        var usages = new ArrayList<String>();
        for (var command : COMMANDS) {
            if (command.name().equals(word)) {
                return command;
            }
            usages.add("sipid " + command.name() + " " + command.usage());
        }
        throw new IllegalArgumentException(
                (word.isEmpty() ? "" : "unknown command \"" + word + "\"; ") + "usage: " + String.join(" | ", usages));
    }

    /** In sipid's words, which scripts may look for, and then in ours, which say what was seen. */
    private static String message(PidfileException refused) {
        String process = "process " + refused.pid() + " (" + refused.path() + ") ";
        boolean held = refused.reason() == Reason.HELD;
        boolean claimed = refused.reason() == Reason.CLAIMED;
        boolean missing = refused.reason() == Reason.MISSING;
        return (held ? process + "already exists: " : claimed ? process + "is already in the pidfile: " : "")
                + refused.getMessage()
                + (missing ? ": does not contain a valid pid" : "");
    }

    private static Failure failure(String message) {
        return new Failure(ExitCode.FAILED, "sipid: " + message);
    }
}
