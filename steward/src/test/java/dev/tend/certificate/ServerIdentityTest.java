package dev.tend.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and certificates that go together, and those that do not. */
class ServerIdentityTest {

    @RegisterExtension
    static final Pems PEMS = new Pems();

    @TempDir
    private Path folder;

    private static ServerIdentity read(String certificates, String key) {
        return ServerIdentity.read(PEMS.file(certificates), PEMS.file(key), Instant.now());
    }

    @ParameterizedTest
    @CsvSource({
        "server.pem, server.key, EC",
        "server.pem, server-sec1.key, EC",
        "server.pem, server-sec1-parameters.key, EC",
        "server.pem, server-sec1-short.key, EC",
        "chain.pem, server.key, EC",
        "p384.pem, p384-sec1.key, EC",
        "rsa.pem, rsa.key, RSA",
        "rsa.pem, rsa-pkcs1.key, RSA",
        "pss.pem, pss.key, RSASSA-PSS",
        "ed25519.pem, ed25519.key, EdDSA",
        "ed448.pem, ed448.key, EdDSA",
    })
    void readsKeysOfAllKinds(String certificates, String key, String algorithm) {
        assertThat(read(certificates, key).key().getAlgorithm()).isEqualTo(algorithm);
    }

    @Test
    void keepsTheChain() {
        assertThat(read("chain.pem", "server.key").chain())
                .extracting(each -> each.getSubjectX500Principal().getName())
                .containsExactly("CN=server", "CN=middle", "CN=root");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.pem       | other.key          | other.key does not belong to the certificate in",
                "server.pem       | rsa.key            | rsa.key does not belong to the certificate in",
                "rsa.pem          | server-sec1.key    | server-sec1.key does not belong to the certificate in",
                "upside-down.pem  | server.key         | that is not the first: put the server's own first",
                "disorder.pem     | server.key         | are not a chain: CN=root has not issued CN=server",
                "gap.pem          | server.key         | are not a chain: CN=root has not issued CN=server",
                "no-authority.pem | leaf.key           | CN=other in",
                "too-deep.pem     | deep.key           | CN=narrow in",
                "client.pem       | client.key         | CN=client in",
                "signer.pem       | signer.key         | is not for servers",
                "server.pem       | encrypted.key      | is encrypted, and a service has nobody to enter the passphrase",
                "server.pem       | encrypted-sec1.key | is encrypted, and a service has nobody to enter the passphrase",
                "server.pem       | two.key            | two.key has more than one private key",
                "server.pem       | server.pem         | server.pem has no private key",
                "server.key       | server.key         | server.key has no certificate",
                "rsa.pem          | malformed.key      | malformed.key is malformed",
                "server.pem       | x25519.key         | is of an algorithm that TLS does not use here",
                "nowhere.pem      | server.key         | nowhere.pem is not a file",
                "server.pem       | .                  | is not a file",
            })
    void saysWhatDoesNotGoTogether(String certificates, String key, String sentence) {
        assertThatThrownBy(() -> read(certificates, key))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void looksAtTheDates() {
        var certificates = PEMS.file("chain.pem");
        var key = PEMS.file("server.key");
        assertThatThrownBy(() -> ServerIdentity.read(certificates, key, Instant.parse("2001-01-01T00:00:00Z")))
                .hasMessageContaining("CN=server")
                .hasMessageContaining("is not valid before 20");
        assertThatThrownBy(() -> ServerIdentity.read(certificates, key, Instant.parse("2400-01-01T00:00:00Z")))
                .hasMessageContaining("has expired on 21");
        var identity = ServerIdentity.read(certificates, key, Instant.now());
        assertThat(identity.outdated(Instant.now())).isEmpty();
        assertThat(identity.outdated(Instant.parse("2400-01-01T00:00:00Z"))).isPresent();
    }

    /** Whatever a file is cut or changed to, it is refused with a sentence. */
    @Test
    void survivesDamage() throws IOException {
        for (String name : new String[] {"server-sec1.key", "ed25519.key", "rsa-pkcs1.key", "server.key"}) {
            String good = Files.readString(PEMS.file(name));
            for (int cut = 0; cut < good.length(); cut += 3) {
                var damaged = folder.resolve("damaged.key");
                Files.writeString(damaged, good.substring(0, cut) + good.substring(Math.min(good.length(), cut + 2)));
                assertThatThrownBy(() -> ServerIdentity.read(PEMS.file("other.pem"), damaged, Instant.now()))
                        .as("%s without what is at %d", name, cut)
                        .isInstanceOf(UnusableException.class);
            }
        }
    }

    @Test
    void wantsAnAuthorityThatIsValid() {
        var now = Instant.now();
        assertThat(ClientAuthorities.read(PEMS.file("disorder.pem"), now)).hasSize(3);
        assertThatThrownBy(() -> ClientAuthorities.read(PEMS.file("root.pem"), Instant.parse("2400-01-01T00:00:00Z")))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("is valid today");
    }
}
