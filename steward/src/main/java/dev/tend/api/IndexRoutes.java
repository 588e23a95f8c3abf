package dev.tend.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.client.SharedStatus;
import dev.tend.http.Bodies;
import dev.tend.http.Endpoints;
import dev.tend.wire.Reply;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.util.List;

/** The start page for a browser: the status of all services, and a list of the other routes. */
public final class IndexRoutes implements HttpService {

    private static final Header HTML = HeaderValues.create(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");

    /** The list has no script, and nothing of it comes from elsewhere. */
    private static final Header POLICY = HeaderValues.create(
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");

    private static final List<String> OTHERS =
            List.of("/services", "/plan", "/events", "/health", "/ready", "/metrics", "/openapi.json");

    private final SharedStatus sharedStatus;

    public IndexRoutes(SharedStatus sharedStatus) {
        this.sharedStatus = sharedStatus;
    }

    @Override
    public void routing(HttpRules rules) {
        Endpoints.get(rules, "/", this::index);
    }

    private void index(ServerRequest request, ServerResponse response) {
        response.header(HTML).header(POLICY).header(Bodies.NOT_STORED).header(Bodies.NOT_SNIFFED);
        response.send(page(sharedStatus.now()).getBytes(UTF_8));
    }

    private static String page(List<Reply.Status> rows) {
        var page = new StringBuilder(
                "<!DOCTYPE html>\n<html lang=\"en\">\n<title>Tend</title>\n<h1>Services</h1>\n<ul>\n");
        for (Reply.Status row : rows) {
            String path = "/services/" + URLEncoder.encode(row.name(), UTF_8).replace("+", "%20");
            page.append("<li>")
                    .append(link(path, row.name()))
                    .append(": ")
                    .append(escaped(row.word()))
                    .append(row.why().isEmpty() ? "" : ", " + escaped(row.why()))
                    .append(" (")
                    .append(link(path + "/logs?lines=100", "log"))
                    .append(")\n");
        }
        page.append("</ul>\n<h1>What else there is</h1>\n<ul>\n");
        OTHERS.forEach(path -> page.append("<li>").append(link(path, path)).append('\n'));
        return page.append("</ul>\n</html>\n").toString();
    }

    private static String link(String path, String text) {
        return "<a href=\"" + escaped(path) + "\">" + escaped(text) + "</a>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
