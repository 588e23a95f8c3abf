package dev.tend.probe;

import dev.tend.posix.Text;
import dev.tend.service.Probe.Http;
import dev.tend.text.Url;
import dev.tend.text.UrlException;
import dev.tend.tool.Program;

/** Asks a web server. Each request has its own connection; what takes TLS goes through {@link Curl}. */
final class HttpRequest {

    static final String USER_AGENT = "tend";

    private static final int MOST_REDIRECTS = 10;
    private static final int PIECE = 8 << 10;
    private static final String PLAIN = "http://";

    private final Http probe;
    private final Deadline deadline;

    HttpRequest(Http probe, Deadline deadline) {
        this.probe = probe;
        this.deadline = deadline;
    }

    Answer answer() {
        Url url = probe.url();
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            var response = response(url);
            if (!leadsOn(response)) {
                return judged(response);
            }
            url = next(url, response.header("location").orElseThrow());
        }
        throw new Unanswered("more than " + MOST_REDIRECTS + " redirects");
    }

    private boolean leadsOn(Response response) {
        return probe.redirects()
                && switch (response.status()) {
                    case 301, 302, 303, 307, 308 -> response.header("location").isPresent();
                    default -> false;
                };
    }

    private static Url next(Url url, String location) {
        try {
            return url.resolve(location);
        } catch (UrlException wrong) {
            throw new Unanswered("redirected to \"" + location + "\", which " + wrong.getMessage());
        }
    }

    private Answer judged(Response response) {
        if (response.status() != probe.status()) {
            return new Answer.Unhealthy("status " + response.status());
        }
        return response.hasText()
                ? new Answer.Healthy()
                : new Answer.Unhealthy("text \"" + probe.text().orElse("") + "\" not in the answer");
    }

    private Response response(Url url) {
        String proxy =
                Proxies.of(url, name -> Program.environment(name).orElse("")).orElse("");
        if (url.secure() || !(proxy.isEmpty() || proxy.startsWith(PLAIN))) {
            return Curl.get(probe, url, proxy, deadline);
        }
        return proxy.isEmpty()
                ? exchange(url.host(), url.port(), text(probe.post(), url, url.target(), ""))
                : throughProxy(url, proxy);
    }

    private Response throughProxy(Url url, String proxy) {
        try {
            Url by = Url.parse(proxy);
            String credentials = by.user()
                    .map(user -> "Proxy-Authorization: " + Credentials.basic(user) + "\r\n")
                    .orElse("");
            return exchange(by.host(), by.port(), text(probe.post(), url, url.toString(), credentials));
        } catch (UrlException wrong) {
            throw new Unanswered("the proxy in the environment " + wrong.getMessage());
        } catch (Unanswered why) {
            throw new Unanswered("through the proxy: " + why.getMessage());
        }
    }

    /** @param target of the request line @param more header lines, or "" */
    static String text(boolean post, Url url, String target, String more) {
        String credentials = url.user()
                .map(user -> "Authorization: " + Credentials.basic(user) + "\r\n")
                .orElse("");
        return (post ? "POST " : "GET ") + target + " HTTP/1.1\r\nHost: " + url.authority() + "\r\nUser-Agent: "
                + USER_AGENT
                + "\r\nAccept: */*\r\n" + credentials + more + (post ? "Content-Length: 0\r\n" : "")
                + "Connection: close\r\n\r\n";
    }

    private Response exchange(String host, int port, String request) {
        var response = new Response(probe.text().orElse(""));
        try (var connection = Connection.open(host, port, deadline)) {
            connection.send(Text.encode(request));
            byte[] piece = new byte[PIECE];
            int count = connection.receive(piece);
            while (count > 0 && !response.take(piece, count)) {
                count = connection.receive(piece);
            }
            if (count == 0) {
                response.end();
            }
        }
        return response;
    }
}
