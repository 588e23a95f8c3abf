package dev.tend.keystore;

import dev.tend.keystore.Status.Part;
import dev.tend.retry.Backoff;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Has Elasticsearch take its secure settings, again and again until it does. Whatever is asked for meanwhile is one request: the
 * one that comes next takes all that is there by then.
 */
final class Reloads {

    static final String DONE = "Secure settings reloaded";

    private final Elasticsearch elasticsearch;
    private final Status status;
    private final Backoff backoff;
    private final Semaphore wanted = new Semaphore(0);

    Reloads(Elasticsearch elasticsearch, Status status, Backoff backoff) {
        this.elasticsearch = elasticsearch;
        this.status = status;
        this.backoff = backoff;
    }

    /** For any thread; returns at once. */
    void request() {
        wanted.release();
    }

    /** Does what is asked for until it is interrupted. */
    void run() throws InterruptedException {
        while (true) {
            wanted.acquire();
            while (!isDone()) {
                // a new request does not wait as long as one that has failed so often
                if (wanted.tryAcquire(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                    backoff.reset();
                }
            }
            backoff.reset();
        }
    }

    private boolean isDone() throws InterruptedException {
        wanted.drainPermits();
        try {
            elasticsearch.reload();
            status.does(Part.RELOADING, DONE);
            return true;
        } catch (KeystoreException failed) {
            status.fails(Part.RELOADING, failed.getMessage());
            return false;
        }
    }
}
