package dev.tend.http;

import dev.tend.client.BusyException;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits the number of concurrent requests of one kind, for each client and in total. It is for requests whose duration
 * the client decides: without a quota a single client could take all the connections to the keeper.
 */
public final class ClientQuota {

    private final String kind;
    private final int total;
    private final int perClient;
    private final Map<String, Integer> clients = new HashMap<>();
    private int used;

    /** @param kind a plural, such as {@code streams} */
    public ClientQuota(String kind, int total, int perClient) {
        this.kind = kind;
        this.total = total;
        this.perClient = perClient;
    }

    /** A request that counts until it is closed. */
    public interface Share extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Counts a request of that client.
     *
     * @throws BusyException where it would be one too many
     */
    public synchronized Share take(Caller client) {
        int own = clients.getOrDefault(client.name(), 0);
        if (own >= perClient) {
            throw new BusyException(
                    "this client has " + own + " " + kind + " open, the most for one client: close one first",
                    kind + "-per-client",
                    perClient);
        }
        if (used >= total) {
            throw new BusyException(used + " " + kind + " are open, the most for all clients together", kind, total);
        }
        clients.put(client.name(), own + 1);
        used++;
        return () -> give(client);
    }

    private synchronized void give(Caller client) {
        used--;
        clients.compute(client.name(), (_, own) -> own == null || own == 1 ? null : own - 1);
    }
}
