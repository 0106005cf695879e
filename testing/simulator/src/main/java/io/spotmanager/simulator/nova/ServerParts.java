package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.neutron.Port;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The computed parts of the JSON of a server. */
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

    static ObjectNode addresses(List<Port> ports) {
        ObjectNode networks = Json.object();
        for (Port port : ports) {
            networks.withArray(port.network().name())
                    .add(Json.object()
                            .put("version", 4)
                            .put("addr", port.address())
                            .put("OS-EXT-IPS:type", "fixed")
                            .put("OS-EXT-IPS-MAC:mac_addr", port.mac()));
        }
        return networks;
    }

    /** The error of a server; only an administrator sees the details. */
    static ObjectNode fault(Server server, Instant when, boolean admin) {
        String kind = server.host() == null ? "NoValidHost" : "BuildAbortException";
        String message = server.host() == null
                ? "No valid host was found. There are not enough hosts available."
                : "Build of instance " + server.id() + " aborted: the hypervisor gave up.";
        ObjectNode fault = Json.object()
                .put("code", 500)
                .put("created", NovaTime.seconds(when))
                .put("message", message);
        return admin
                ? fault.put(
                        "details", "Traceback (most recent call last):\nnova.exception." + kind + ": " + message + "\n")
                : fault;
    }
}
