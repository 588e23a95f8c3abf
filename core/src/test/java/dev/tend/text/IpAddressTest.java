package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IP addresses as text, against what the JDK makes of them. */
class IpAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::",
                "2001:db8::8:800:200c:417a",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "64:ff9b::192.0.2.33",
                "FF01::101"
            })
    void takesWhatIsOne(String text) throws UnknownHostException {
        assertThat(IpAddress.parse(text)).hasValue(InetAddress.getByName(text).getAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "256.0.0.1",
                "1.2.3.",
                "localhost",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "::1:",
                ":1::",
                "::g",
                "1:2:3:4:5:6:7:1.2.3.4",
                "fe80::1%eth0"
            })
    void takesNothingElse(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
