package dev.tend.cli;

import dev.tend.keeper.KeeperOptions;
import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import dev.tend.wire.WireException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/** A conversation with the keeper. */
final class Session implements AutoCloseable {

    private static final int ROOT = 0;

    private final Host.Line line;
    private final Terminal terminal;

    private Session(Host.Line line, Terminal terminal) {
        this.line = line;
        this.terminal = terminal;
    }

    /** @throws Failure where there is no keeper, or none that this user may talk to */
    static Session open(Arguments arguments, Host host) {
        String folder = host.runFolder(arguments);
        try {
            var line = host.connect(KeeperOptions.controlSocket(folder));
            check(line.user(), folder, host);
            return new Session(line, host.terminal());
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
            host.terminal().complain(whose + ", not root's: what it says is that user's word");
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
            default -> new Failure(ExitCode.IO, e.getMessage());
        };
    }

    /** What the keeper says of itself; empty where there is none, or none to talk to. */
    static Optional<Reply.Keeper> keeper(Arguments arguments, Host host) {
        var found = new ArrayList<Reply.Keeper>();
        try (var session = open(arguments, host)) {
            session.ask(new Request.Info(), reply -> {
                if (reply instanceof Reply.Keeper keeper) {
                    found.add(keeper);
                }
            });
        } catch (Failure noKeeper) {
            return Optional.empty();
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    /** Asks, hands over every reply but the last, and returns that. */
    Reply.End ask(Request request, Consumer<Reply> each) {
        send(request);
        return receive(each);
    }

    void send(Request request) {
        line.send(Codec.encode(request));
    }

    Reply.End receive(Consumer<Reply> each) {
        try {
            for (var text = line.receive(); text.isPresent(); text = line.receive()) {
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

    /** Says what went wrong, if anything did, and returns the exit code. */
    int conclude(Reply.End end) {
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
