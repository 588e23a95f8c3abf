package dev.tend.certificate;

import java.util.List;

/** The side of a connection that a certificate identifies. */
enum CertificateUse {
    SERVER("servers", "serverAuth"),
    CLIENT("clients", "clientAuth");

    /** Extended key usages (RFC 5280, 4.2.1.12). */
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USAGE = "2.5.29.37.0";

    private final String holders;
    private final String usage;

    CertificateUse(String holders, String usage) {
        this.holders = holders;
        this.usage = usage;
    }

    /** Returns whether these usages permit it. Some servers take the certificate of a server from their clients as well. */
    boolean isPermittedBy(List<String> usages) {
        return usages.contains(ANY_USAGE)
                || usages.contains(SERVER_AUTHENTICATION)
                || this == CLIENT && usages.contains(CLIENT_AUTHENTICATION);
    }

    /** Returns those who are identified so, for messages. */
    String holders() {
        return holders;
    }

    /** Returns the name of the usage, for messages. */
    String usage() {
        return usage;
    }
}
