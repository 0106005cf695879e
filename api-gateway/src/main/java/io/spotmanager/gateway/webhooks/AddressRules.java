package io.spotmanager.gateway.webhooks;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which IP addresses may be called: those of the public internet, and what {@code SPOT_WEBHOOKS_NETWORKS} allows. A webhook would else be a way to
 * call what only this machine can reach. Networks after the special-purpose registries of IANA (RFC 6890).
 */
@Component
class AddressRules {
    private record Special(Network network, String name) {
        Special(String network, String name) {
            this(Network.parse(network).orElseThrow(), name);
        }
    }

    private static final List<Special> SPECIAL = List.of(
            new Special("0.0.0.0/8", "this machine"),
            new Special("10.0.0.0/8", "a private network"),
            new Special("100.64.0.0/10", "a provider's own network (CGNAT)"),
            new Special("127.0.0.0/8", "this machine"),
            new Special("168.63.129.16/32", "the metadata of a cloud"),
            new Special("169.254.0.0/16", "link-local, where clouds have their metadata"),
            new Special("172.16.0.0/12", "a private network"),
            new Special("192.0.0.0/24", "a reserved network"),
            new Special("192.0.2.0/24", "a network for documents"),
            new Special("192.88.99.0/24", "a reserved network"),
            new Special("192.168.0.0/16", "a private network"),
            new Special("198.18.0.0/15", "a network for measurements"),
            new Special("198.51.100.0/24", "a network for documents"),
            new Special("203.0.113.0/24", "a network for documents"),
            new Special("224.0.0.0/4", "multicast"),
            new Special("240.0.0.0/4", "a reserved network"));

    private static final Network GLOBAL_IPV6 = Network.parse("2000::/3").orElseThrow();

    /** Parts of it that are not global, or that carry an IPv4 address which nobody would judge. */
    private static final List<Special> SPECIAL_IPV6 = List.of(
            new Special("2001::/23", "a reserved network"),
            new Special("2001:db8::/32", "a network for documents"),
            new Special("2002::/16", "an IPv4 address in disguise (6to4)"),
            new Special("3fff::/20", "a network for documents"));

    private final List<Network> allowed;

    AddressRules(WebhookSettings settings) {
        this.allowed = settings.allowed();
    }

    /** @return why it is not called, as it continues the name of a field; empty if it may be */
    Optional<String> refusal(InetAddress address) {
        var bytes = Network.plain(address);
        if (allowed.stream().anyMatch(network -> network.contains(bytes))) {
            return Optional.empty();
        }
        return special(bytes)
                .map(name ->
                        "leads to %s, %s: such addresses are not called unless the setting SPOT_WEBHOOKS_NETWORKS allows them"
                                .formatted(Network.text(bytes), name));
    }

    private static Optional<String> special(byte[] address) {
        if (address.length == Network.IPV4_BYTES) {
            return in(SPECIAL, address);
        }
        return GLOBAL_IPV6.contains(address) ? in(SPECIAL_IPV6, address) : Optional.of("no global IPv6 address");
    }

    private static Optional<String> in(List<Special> networks, byte[] address) {
        return networks.stream()
                .filter(special -> special.network().contains(address))
                .map(Special::name)
                .findFirst();
    }
}
