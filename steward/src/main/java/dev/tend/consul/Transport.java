package dev.tend.consul;

import dev.tend.text.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Sends requests to Consul. For any thread; each call waits for its own answer. */
interface Transport extends AutoCloseable {

    /** The number of bytes that an answer may have, which is what its JSON may be read from. */
    int LARGEST = Json.MAX_LENGTH;

    /**
     * Sends a GET.
     *
     * @param target the path and the query, encoded
     * @throws OversizedException where the answer is too large
     * @throws IOException where there is no whole answer in time
     */
    Reply get(String target, Map<String, String> headers, Duration timeout) throws IOException, InterruptedException;

    @Override
    void close();
}
