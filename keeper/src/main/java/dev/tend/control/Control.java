package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams.Connection;
import dev.tend.loop.Loop;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;

/** The control socket: it accepts connections. The {@link RequestHandler} answers their requests. */
public final class Control {

    private final Kernel kernel;
    private final Loop loop;
    private final RequestHandler requests;
    private final int userId;
    private final KeeperOptions options;
    private final boolean groupMayAsk;
    private final Clients clients;
    private int listener;

    public Control(Kernel kernel, Loop loop, KeeperOptions options, RequestHandler requests) {
        this.kernel = kernel;
        this.loop = loop;
        this.requests = requests;
        this.userId = kernel.files().userId();
        clients = new Clients(loop.guard());
        this.groupMayAsk = options.controlGroup().isPresent();
        this.options = options;
        this.listener = listen();
    }

    private int listen() {
        int socket = kernel.streams().listen(KeeperOptions.controlSocket(options.runFolder()), options.controlGroup());
        loop.listen(socket, "", this::accept);
        return socket;
    }

    /** Listens on a new socket, where somebody has removed the old one; connected clients stay connected. */
    public void listenAnew() {
        int former = listener;
        listener = listen();
        loop.ignore(former);
        kernel.streams().close(former);
    }

    private void accept() {
        for (var peer = kernel.streams().accept(listener);
                peer.isPresent();
                peer = kernel.streams().accept(listener)) {
            var connection = peer.get();
            if (!loop.guard().run("a client", () -> admit(connection))) {
                loop.ignore(connection.descriptor());
                kernel.streams().close(connection.descriptor());
            }
        }
    }

    private void admit(Connection peer) {
        boolean privileged = peer.user() == 0 || peer.user() == userId;
        clients.makeRoom(privileged);
        boolean hasRoom = clients.hasRoom(privileged);
        var connection = new ClientConnection(kernel, loop, peer.descriptor(), requests, clients);
        clients.add(connection); // from here on it closes what it was given
        if (!privileged && !groupMayAsk) {
            connection.end(77, "user " + peer.user() + " may not control this keeper");
        } else if (!hasRoom) {
            connection.end(75, "too many connections: more than " + Clients.MOST);
        }
    }

    public Clients clients() {
        return clients;
    }

    /** Records that something changed about an instance, so that a client that waits for it may get an answer. */
    public void changed(Instance instance) {
        clients.forEach(connection -> connection.changed(instance));
    }

    public void event(Reply.HistoryEvent entry) {
        if (!clients.isEmpty()) {
            String line = Codec.encode(entry) + "\n";
            clients.forEach(connection -> connection.event(line));
        }
    }

    /** Tells clients that wait for the keeper's end about it, and stops listening. */
    public void close(String socket) {
        clients.forEach(ClientConnection::keeperEnds);
        clients.settle();
        clients.forEach(ClientConnection::drop);
        clients.settle();
        loop.ignore(listener);
        kernel.streams().close(listener);
        try {
            kernel.files().remove(socket);
        } catch (KernelException stays) {
            return; // the next keeper replaces it
        }
    }
}
