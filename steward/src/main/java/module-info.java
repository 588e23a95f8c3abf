/**
 * The keeper's services over the network, which need HTTP and TLS. It runs on a JVM, as one more service of the keeper.
 */
module dev.tend.steward {
    requires dev.tend.core;
    requires dev.tend.template;
    requires io.helidon.common.buffers;
    requires io.helidon.common.concurrency.limits;
    requires io.helidon.common.task;
    requires io.helidon.common.tls;
    requires io.helidon.common.socket;
    requires io.helidon.http;
    requires io.helidon.http.sse;
    requires io.helidon.webserver;
    requires io.helidon.webserver.http2;
    requires io.helidon.webserver.sse;
    requires io.prometheus.metrics.config;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires java.logging;
    requires java.management;
    requires java.net.http;
    requires jdk.jfr;
    requires jdk.management;

    provides java.net.spi.InetAddressResolverProvider with
            dev.tend.http.AddressesOnly;
}
