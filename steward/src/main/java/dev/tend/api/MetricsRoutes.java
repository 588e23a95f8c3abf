package dev.tend.api;

import dev.tend.client.Answer;
import dev.tend.client.KeeperClient;
import dev.tend.client.KeeperException;
import dev.tend.client.SharedQuestion;
import dev.tend.http.Bodies;
import dev.tend.http.Endpoints;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Figures for Prometheus, taken at the moment they are asked for. */
public final class MetricsRoutes implements HttpService {

    private final KeeperClient keeper;
    private final SharedQuestion<String, byte[]> figures = new SharedQuestion<>(_ -> text());
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    /** @param keeper that others do not use, so that they cannot be in the way */
    public MetricsRoutes(KeeperClient keeper) {
        this.keeper = keeper;
    }

    @Override
    public void routing(HttpRules rules) {
        Endpoints.get(rules, "/metrics", this::metrics);
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        byte[] text = figures.ask("all");
        response.header(HeaderNames.CONTENT_TYPE, writer.getContentType()).header(Bodies.NOT_STORED);
        response.send(text);
    }

    private byte[] text() {
        var out = new ByteArrayOutputStream();
        try {
            writer.write(out, snapshots(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return out.toByteArray();
    }

    private MetricSnapshots snapshots() {
        try {
            Answer usage = keeper.ask(new Request.Usage(List.of(), true));
            return new Metrics(keeper.about(), keeper.status(), usage.all(Reply.Usage.class)).snapshots();
        } catch (KeeperException gone) {
            return Metrics.ofNoKeeper();
        }
    }
}
