package io.spotmanager.gateway.security.token;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses and networks, as PostgreSQL's type {@code inet} takes them. */
final class IpNetwork {
    /** Java reads {@code 10.1} as an address too, PostgreSQL does not. */
    private static final Pattern ONE =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]+)(?:/([0-9]{1,3}))?");

    private static final int BITS = 8;

    private IpNetwork() {}

    /**
     * Reads an address such as {@code 10.1.2.3} or a network such as {@code 10.1.0.0/16} or {@code 2001:db8::/32}.
     *
     * @return it in its usual form; empty if it is neither
     */
    static Optional<String> parse(String text) {
        var found = ONE.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        var length = found.group(2);
        return address(found.group(1))
                .filter(address -> length == null || Integer.parseInt(length) <= address.getAddress().length * BITS)
                .map(address -> address.getHostAddress() + (length == null ? "" : "/" + Integer.parseInt(length)));
    }

    /** The address without a zone, and an IPv4 address that is written as one of IPv6 as what it is; empty for anything else. */
    static Optional<String> plain(String address) {
        return address(address.replaceFirst("%.*", "")).map(InetAddress::getHostAddress);
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
