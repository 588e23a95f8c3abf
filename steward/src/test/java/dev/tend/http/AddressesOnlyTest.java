package dev.tend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AddressesOnlyTest {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Java resolves it without a name server, except for this class. */
    @Test
    void doesNotAskWhatAnAddressIsCalled() throws UnknownHostException {
        assertThat(InetAddress.getByAddress(LOOPBACK).getHostName()).isEqualTo("127.0.0.1");
    }

    @Test
    void looksNamesUp() throws UnknownHostException {
        assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
    }
}
