package dev.tend.command;

import dev.tend.wire.Reply;
import dev.tend.wire.Reply.Status;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources that instances use, as the keeper measures them. */
public final class ResourceUsage {

    /** Asks for all instances. */
    public static final Request OF_ALL = new Request.Usage(List.of(), false);

    /** Long enough to tell a busy process from an idle one. */
    private static final int PAUSE_MILLIS = 100;

    /** If more instances are asked for, all are asked for. */
    private static final int MOST_NAMES = 100;

    private final Map<String, Reply.Usage> byName = new HashMap<>();

    private ResourceUsage() {}

    /** Receives the answer to {@link #OF_ALL}, which was sent before. */
    public static ResourceUsage receive(Session session) {
        var found = new ResourceUsage();
        session.receive(found::add);
        return found;
    }

    /** Asks for those instances that have a process. */
    public static ResourceUsage of(List<Status> statuses, Session session) {
        var found = new ResourceUsage();
        var names = new ArrayList<String>();
        for (var status : statuses) {
            if (status.pid() != 0) {
                names.add(status.name());
            }
        }
        if (!names.isEmpty()) {
            session.ask(names.size() > MOST_NAMES ? OF_ALL : new Request.Usage(names, false), found::add);
        }
        return found;
    }

    /** Asks for one instance, and again after a moment if the keeper does not know yet how busy it is. */
    public static Optional<Reply.Usage> of(Status status, Session session, Terminal terminal) {
        var found = of(List.of(status), session).of(status);
        if (found.isEmpty() || found.get().permille() >= 0) {
            return found;
        }
        terminal.pause(PAUSE_MILLIS);
        return of(List.of(status), session).of(status);
    }

    /** Returns the usage of an instance; empty if it has no process. */
    public Optional<Reply.Usage> of(Status status) {
        return Optional.ofNullable(byName.get(status.name())).filter(usage -> status.pid() != 0 && usage.memory() >= 0);
    }

    private void add(Reply reply) {
        if (reply instanceof Reply.Usage usage) {
            byName.put(usage.name(), usage);
        }
    }
}
