package io.spotmanager.gateway.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves the name of a receiver once for each connection, and refuses it if any of its addresses may not be called. The client connects to the very
 * addresses that are returned here, so a name that changes its address in between gains nothing; host header and SNI stay the name.
 */
final class JudgedResolver implements DnsResolver {
    private final DnsResolver names;
    private final AddressRules rules;

    JudgedResolver(DnsResolver names, AddressRules rules) {
        this.names = names;
        this.rules = rules;
    }

    /** It may not be called. */
    static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedAddressException(String message) {
            super(message);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = names.resolve(host);
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        for (var address : addresses) {
            var refusal = rules.refusal(address);
            if (refusal.isPresent()) {
                throw new RefusedAddressException("Not sent: %s %s.".formatted(host, refusal.get()));
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
