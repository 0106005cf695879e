package io.spotmanager.domain.vm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A port of a server.
 *
 * @param state such as ACTIVE; null if unknown
 */
public record NetworkInterface(
        String portId, String networkId, @Nullable String state, List<String> addresses) {

    public NetworkInterface {
        addresses = List.copyOf(addresses);
    }
}
