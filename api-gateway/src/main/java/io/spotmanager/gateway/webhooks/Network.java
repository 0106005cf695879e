package io.spotmanager.gateway.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** A network such as {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone is one too. */
record Network(byte[] address, int length) {
    static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    /** Empty if the text is none. */
    static Optional<Network> parse(String text) {
        try {
            var parts = text.strip().split("/", 2);
            var address = InetAddress.ofLiteral(parts[0]).getAddress();
            var length = parts.length == 1 ? address.length * Byte.SIZE : Integer.parseInt(parts[1]);
            return length < 0 || length > address.length * Byte.SIZE
                    ? Optional.empty()
                    : Optional.of(new Network(address, length));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An IPv4 address that is written as one of IPv6 is what it stands for. */
    static byte[] plain(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == IPV6_BYTES && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length)
                ? Arrays.copyOfRange(bytes, MAPPED.length, IPV6_BYTES)
                : bytes;
    }

    static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (var bit = 0; bit < length; bit++) {
            var mask = 0x80 >> bit % Byte.SIZE;
            if ((address[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && length == network.length && Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(address) * 31 + length;
    }
}
