package io.spotmanager.gateway.security.limit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Whom an address belongs to, as far as one can tell: an IPv4 address stands for itself, an IPv6 address for its /64, of which a single
 * machine may use every address.
 */
public final class NetworkSource {
    private static final String UNKNOWN = "unknown";
    private static final int LONGEST = 100;

    /** Some proxies append the port of the connection. */
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+):\\d+|\\[([^\\]]+)\\](?::\\d+)?");

    private static final HexFormat HEX = HexFormat.of();

    /** The well-known prefix behind which a translator shows the whole of IPv4 (RFC 6052). */
    private static final byte[] NAT64 = HEX.parseHex("0064ff9b0000000000000000");

    private static final int NETWORK_BYTES = 8;

    private NetworkSource() {}

    /** @return what is the same for all addresses of one source. Everything that is no address is one source */
    public static String of(String address) {
        var text = withoutPort(address.strip()).replaceFirst("%.*", "");
        if (text.length() > LONGEST) {
            return UNKNOWN;
        }
        try {
            var parsed = InetAddress.ofLiteral(text); // makes an IPv4-mapped address an IPv4 address
            return parsed instanceof Inet4Address ? parsed.getHostAddress() : ofIpv6(parsed.getAddress());
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    private static String withoutPort(String address) {
        var found = WITH_PORT.matcher(address);
        if (!found.matches()) {
            return address;
        }
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static String ofIpv6(byte[] address) {
        if (Arrays.equals(address, 0, NAT64.length, NAT64, 0, NAT64.length)) {
            return "%d.%d.%d.%d"
                    .formatted(address[12] & 0xff, address[13] & 0xff, address[14] & 0xff, address[15] & 0xff);
        }
        var network = HEX.formatHex(address, 0, NETWORK_BYTES);
        return "%s:%s:%s:%s::/64"
                .formatted(
                        network.substring(0, 4),
                        network.substring(4, 8),
                        network.substring(8, 12),
                        network.substring(12));
    }
}
