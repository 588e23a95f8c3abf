package dev.tend.consul;

import java.io.IOException;

/** Reports an answer that is larger than Tend reads. */
final class OversizedException extends IOException {

    private static final long serialVersionUID = 1;

    OversizedException() {
        super("the answer is larger than " + (Transport.LARGEST >> 20) + " MiB");
    }
}
