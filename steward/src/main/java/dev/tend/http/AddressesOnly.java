package dev.tend.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Looks up what a name leads to, but not what an address is called: the server would ask that about everybody who speaks TLS with it,
 * for nothing, and wait where there is nobody to answer. Java finds this by its name in META-INF/services.
 */
public final class AddressesOnly extends InetAddressResolverProvider {

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new Resolver(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "addresses-only";
    }

    /** @param usual how Java looks something up where nobody says otherwise */
    private record Resolver(InetAddressResolver usual) implements InetAddressResolver {

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            return usual.lookupByName(host, policy);
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            throw new UnknownHostException("nobody here asks what an address is called");
        }
    }
}
