package dev.tend.probe;

import dev.tend.text.Url;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The proxy that the environment names for a request, by the rules of Go's {@code net/http}. */
final class Proxies {

    private Proxies() {}

    /**
     * With its scheme, such as {@code http://proxy:3128}.
     *
     * @param variables gives a variable's value, or ""
     */
    static Optional<String> of(Url url, UnaryOperator<String> variables) {
        String proxy = url.secure() ? either("HTTPS_PROXY", "https_proxy", variables) : plain(variables);
        if (proxy.isEmpty() || new NoProxy(either("NO_PROXY", "no_proxy", variables)).covers(url)) {
            return Optional.empty();
        }
        return Optional.of(proxy.indexOf("://") < 0 ? "http://" + proxy : proxy);
    }

    /** In a CGI program {@code HTTP_PROXY} is the client's header {@code Proxy}, and not to be trusted. */
    private static String plain(UnaryOperator<String> variables) {
        boolean cgi = !variables.apply("REQUEST_METHOD").isEmpty();
        return cgi ? variables.apply("http_proxy") : either("HTTP_PROXY", "http_proxy", variables);
    }

    private static String either(String first, String second, UnaryOperator<String> variables) {
        String value = variables.apply(first);
        return value.isEmpty() ? variables.apply(second) : value;
    }
}
