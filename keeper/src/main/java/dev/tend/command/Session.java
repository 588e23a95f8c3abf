package dev.tend.command;

import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.text.Durations;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import dev.tend.wire.WireException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A connection to the keeper. It never waits without a limit of its own, which no clock and no promise of the keeper's
 * can extend: a keeper that sends nothing for {@link #SILENCE} is asked on a second connection whether it lives, and
 * one that does not answer there is given up. The connection is closed then, and the keeper does not carry out a
 * request whose connection is closed.
 */
public final class Session implements AutoCloseable {

    private static final int ROOT = 0;

    /** For any answer of a keeper that is not stopped: a busy one needs milliseconds. As long as the steward waits. */
    static final long SILENCE = 10 * Durations.SECOND;

    /** Between two looks whether a keeper lives that has nothing to report. */
    private static final long SILENCE_WITHOUT_EVENTS = Durations.MINUTE;

    /** For the keeper to say itself that the time of a request is over. */
    private static final long GRACE = 3 * Durations.SECOND;

    private static final int LONGEST_STAT = 1024;

    private final Host host;
    private final String folder;
    private final Host.Line line;
    private final Terminal terminal;
    private long silence = SILENCE;
    private long limit = SILENCE;

    private Session(Host host, String folder, Host.Line line) {
        this.host = host;
        this.folder = folder;
        this.line = line;
        this.terminal = host.terminal();
    }

    /** @throws Failure where there is no keeper, or none that this user may talk to */
    public static Session open(Arguments arguments, Host host) {
        String folder = host.runFolder(arguments);
        try {
            var line = host.connect(KeeperOptions.controlSocket(folder), SILENCE);
            check(line.user(), folder, host);
            return new Session(host, folder, line);
        } catch (KernelException e) {
            throw failure(folder, e);
        }
    }

    /**
     * A keeper is believed that is root's or our own, and one that belongs to the owner of its run directory: nobody else can
     * have put it there. Only root has to know that such a one is not its own.
     */
    private static void check(int user, String folder, Host host) {
        int ours = host.files().userId();
        if (user == ROOT || user == ours) {
            return;
        }
        boolean owner = host.files()
                .facts(folder)
                .filter(facts -> facts.owner() == user)
                .isPresent();
        String whose = "the keeper on " + folder + " is that of user " + Integer.toUnsignedString(user);
        if (!owner) {
            throw new Failure(
                    ExitCode.NOT_PERMITTED,
                    whose + ", who does not own this directory: it may be a trap, so name another with --run-dir");
        }
        if (ours == ROOT) {
            host.terminal().complain(whose + ", not root's: its answers are only as trustworthy as that user");
        }
    }

    private static Failure failure(String folder, KernelException e) {
        return switch (e.errno()) {
            case Errno.ENOENT, Errno.ENOTDIR, Errno.ECONNREFUSED ->
                new Failure(
                        ExitCode.NO_KEEPER,
                        "no keeper runs on " + folder
                                + ": start one with \"tend up\", or say where it is with --run-dir");
            case Errno.EACCES, Errno.EPERM ->
                new Failure(
                        ExitCode.NOT_PERMITTED,
                        "you may not talk to the keeper on " + folder + ": be its user, or in its --control-group");
            case Errno.ETIMEDOUT ->
                new Failure(
                        ExitCode.TIMED_OUT,
                        "the keeper on " + folder + " has accepted no connection for " + Durations.words(SILENCE)
                                + ": it is stopped or hangs");
            default -> new Failure(ExitCode.IO, e.getMessage());
        };
    }

    /**
     * Returns what the keeper reports about itself; empty where there is none, or none that this user may talk to. A
     * keeper that does not answer is reported.
     */
    public static Optional<Reply.Keeper> keeper(Arguments arguments, Host host) {
        var found = new ArrayList<Reply.Keeper>();
        try (var session = open(arguments, host)) {
            session.ask(new Request.Info(), reply -> {
                if (reply instanceof Reply.Keeper keeper) {
                    found.add(keeper);
                }
            });
        } catch (Failure noKeeper) {
            if (noKeeper.code() == ExitCode.TIMED_OUT) {
                host.terminal().complain(noKeeper.getMessage());
            }
            return Optional.empty();
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    /** Asks, hands over every reply but the last, and returns that. */
    public Reply.End ask(Request request, Consumer<Reply> each) {
        send(request);
        return receive(each);
    }

    public void send(Request request) {
        silence = request instanceof Request.Follow ? SILENCE_WITHOUT_EVENTS : SILENCE;
        limit = limit(request);
        try {
            line.send(Codec.encode(request), SILENCE);
        } catch (KernelException late) {
            throw late.errno() == Errno.ETIMEDOUT ? unanswered() : late;
        }
    }

    /** Returns for how many microseconds the keeper may have nothing to say, as long as it lives. */
    private static long limit(Request request) {
        long patience =
                switch (request) {
                    case Request.Change change -> change.patience();
                    case Request.Deploy deploy -> deploy.patience();
                    case Request.Shutdown shutdown -> shutdown.patience();
                    default -> 0;
                };
        return request instanceof Request.Follow ? Long.MAX_VALUE : patience == 0 ? SILENCE : patience + GRACE;
    }

    public Reply.End receive(Consumer<Reply> each) {
        try {
            for (var text = next(); text.isPresent(); text = next()) {
                var reply = Codec.reply(text.get());
                if (reply instanceof Reply.End end) {
                    return end;
                }
                each.accept(reply);
            }
        } catch (WireException garbage) {
            throw new Failure(ExitCode.IO, "the keeper speaks strangely: " + garbage.getMessage());
        }
        throw new Failure(ExitCode.NO_KEEPER, "the keeper has ended");
    }

    /** Waits for the next reply; empty where the keeper has hung up. */
    private Optional<String> next() {
        long left = limit;
        while (left > 0) {
            long time = Math.min(silence, left);
            try {
                return line.receive(time);
            } catch (KernelException late) {
                left -= timedOut(late, time);
            }
            if (left > 0 && !isAlive()) {
                left = 0;
            }
        }
        try {
            return line.receive(0); // it may have come, or ended, meanwhile
        } catch (KernelException late) {
            timedOut(late, 0);
            throw unanswered();
        }
    }

    private static long timedOut(KernelException failed, long time) {
        if (failed.errno() != Errno.ETIMEDOUT) {
            throw failed;
        }
        return time;
    }

    /** Tells whether the keeper answers on another connection. */
    private boolean isAlive() {
        try (var second = host.connect(KeeperOptions.controlSocket(folder), SILENCE)) {
            second.send(Codec.encode(new Request.Info()), SILENCE);
            return second.receive(SILENCE).isPresent();
        } catch (KernelException silent) {
            return false;
        }
    }

    private Failure unanswered() {
        int pid = line.process();
        return new Failure(
                ExitCode.TIMED_OUT,
                "the keeper on " + folder + (pid == 0 ? "" : " (pid " + pid + ")") + " does not answer: "
                        + (isStopped(pid) ? "it is stopped: kill -CONT " + pid : "it is stopped or hangs")
                        + "; it does not begin this request later");
    }

    private boolean isStopped(int pid) {
        try {
            String stat = host.files().read("/proc/" + pid + "/stat", LONGEST_STAT);
            int state = stat.lastIndexOf(')') + 2;
            return state < stat.length() && stat.charAt(state) == 'T';
        } catch (KernelException hidden) {
            return false;
        }
    }

    /** Says what went wrong, if anything did, and returns the exit code. */
    public int conclude(Reply.End end) {
        if (!end.error().isEmpty()) {
            terminal.complain(end.error());
        }
        return end.code();
    }

    @Override
    public void close() {
        line.close();
    }
}
