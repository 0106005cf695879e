package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/** Parts of a server's picture that are computed rather than looked up. */
final class ServerParts {

    private ServerParts() {}

    /** A hash of project and host, so that a member cannot compare hosts with another project; empty without a host. */
    static String hostId(Server server) {
        if (server.host() == null) {
            return "";
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-224")
                    .digest((server.project().id() + server.host()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "This JVM has no SHA-224, without which no server can be shown; use another.", e);
        }
    }

    static String instanceName(Server server) {
        return "instance-%08x".formatted(server.birth().number());
    }

    static ObjectNode addresses(Server server) {
        if (server.host() == null) {
            return Json.object();
        }
        int number = server.birth().number();
        ObjectNode address = Json.object()
                .put("version", 4)
                .put("addr", "10.%d.%d.%d".formatted(server.project().number(), number / 250, number % 250 + 2))
                .put("OS-EXT-IPS:type", "fixed")
                .put("OS-EXT-IPS-MAC:mac_addr", "fa:16:3e:00:%02x:%02x".formatted(number >> 8 & 0xff, number & 0xff));
        return Json.object().set(server.project().name() + "-net", Json.array().add(address));
    }

    /** Why a server is on no host; only an administrator sees the details. */
    static ObjectNode noValidHost(Instant when, boolean admin) {
        ObjectNode fault = Json.object()
                .put("code", 500)
                .put("created", NovaTime.seconds(when))
                .put("message", "No valid host was found. There are not enough hosts available.");
        return admin
                ? fault.put(
                        "details",
                        "Traceback (most recent call last):\nnova.exception.NoValidHost: No valid host was found."
                                + " There are not enough hosts available.\n")
                : fault;
    }
}
