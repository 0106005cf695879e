package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.ComputeService;
import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.fleet.ServerState;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.neutron.Networks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of servers for one call; its fields depend on the role and on the microversion. */
final class ServerView {

    private static final int MORE_ATTRIBUTES = 3;
    private static final int LOCKED = 9;
    private static final int HOST_STATUS = 16;
    private static final int DESCRIPTION = 19;
    private static final int TAGS = 26;
    private static final int CERTIFICATES = 63;
    private static final int GROUPS = 71;
    private static final int LOCKED_REASON = 73;
    private static final int HOSTNAME_FOR_ALL = 90;
    private static final int SECONDS_TO_START = 9;
    private static final String IMAGE = "6b2f160a-be15-48f8-bad7-4c8c190c5caa";
    private static final String CREATOR = "0594bf32f80e46f99f908fa1e9959988";

    private final NovaCall call;
    private final FleetState state;
    private final Networks networks;
    private final Map<String, String> zones;

    ServerView(NovaCall call, FleetState state, Networks networks) {
        this.call = call;
        this.state = state;
        this.networks = networks;
        this.zones = state.zones();
    }

    ObjectNode brief(Server server) {
        return Json.object()
                .put("id", server.id())
                .put("name", server.name())
                .set("links", Links.of(call.request(), "servers", server.id()));
    }

    /** The few fields of a server in a cell that Nova cannot reach. */
    ObjectNode unknown(Server server) {
        return Json.object()
                .put("id", server.id())
                .put("status", "UNKNOWN")
                .put("tenant_id", server.project().id())
                .put("created", NovaTime.seconds(server.birth().created()))
                .set("links", Links.of(call.request(), "servers", server.id()))
                .set("security_groups", Json.array().add(Json.object().put("name", "default")));
    }

    /** A server in a cell out of reach when it is asked for by its id: Nova has its flavor from the request to boot it. */
    ObjectNode unknownAlone(Server server) {
        ObjectNode view = unknown(server);
        view.remove("security_groups");
        view.set("image", Json.object().put("id", IMAGE).set("links", Links.bookmark(call.request(), "images", IMAGE)));
        view.set("flavor", FlavorView.inServer(server.flavor(), call));
        return view.put("OS-EXT-AZ:availability_zone", zones.getOrDefault(server.host(), "nova"))
                .put("OS-EXT-STS:power_state", 0)
                .put("user_id", CREATOR);
    }

    /** All of a server but its groups, which only {@link #alone} shows. */
    ObjectNode full(Server server) {
        ObjectNode view = Json.object();
        describe(view, server);
        place(view, server);
        attributes(view, server);
        view.put("OS-EXT-STS:task_state", server.state() == ServerState.BUILD ? "spawning" : null)
                .put("OS-EXT-STS:vm_state", server.state().vmState())
                .put("OS-EXT-STS:power_state", server.state().power())
                .set("os-extended-volumes:volumes_attached", Json.array());
        additions(view, server);
        if (server.state() == ServerState.ERROR) {
            view.set(
                    "fault",
                    ServerParts.fault(server, started(server), call.token().admin()));
        }
        return view;
    }

    ObjectNode alone(Server server) {
        ObjectNode view = full(server);
        if (call.version().atLeast(GROUPS)) {
            view.set("server_groups", Json.array());
        }
        return view;
    }

    private void describe(ObjectNode view, Server server) {
        view.put("id", server.id())
                .put("name", server.name())
                .put("status", server.state().name())
                .put("tenant_id", server.project().id())
                .put("user_id", CREATOR)
                .set("metadata", Json.object().put("seed", "true"))
                .put("hostId", ServerParts.hostId(server))
                .set(
                        "image",
                        Json.object().put("id", IMAGE).set("links", Links.bookmark(call.request(), "images", IMAGE)))
                .set("flavor", FlavorView.inServer(server.flavor(), call))
                .put("created", NovaTime.seconds(server.birth().created()))
                .put("updated", NovaTime.seconds(started(server)))
                .set("addresses", ServerParts.addresses(networks.of(server)))
                .put("accessIPv4", "")
                .put("accessIPv6", "")
                .set("links", Links.of(call.request(), "servers", server.id()))
                .put("OS-DCF:diskConfig", "MANUAL");
        if (server.state() == ServerState.ACTIVE || server.state() == ServerState.BUILD) {
            view.put("progress", 0);
        }
    }

    private void place(ObjectNode view, Server server) {
        boolean everRan = server.state() != ServerState.ERROR && server.state() != ServerState.BUILD;
        view.put("OS-EXT-AZ:availability_zone", zone(server.host()))
                .put("config_drive", "")
                .putNull("key_name")
                .put("OS-SRV-USG:launched_at", everRan ? NovaTime.micros(started(server)) : null)
                .putNull("OS-SRV-USG:terminated_at")
                .set("security_groups", Json.array().add(Json.object().put("name", "default")));
    }

    private void attributes(ObjectNode view, Server server) {
        boolean admin = call.token().admin();
        if (admin) {
            view.put("OS-EXT-SRV-ATTR:host", server.host())
                    .put("OS-EXT-SRV-ATTR:instance_name", ServerParts.instanceName(server))
                    .put("OS-EXT-SRV-ATTR:hypervisor_hostname", server.host());
        }
        if (admin && call.version().atLeast(MORE_ATTRIBUTES)) {
            view.put("OS-EXT-SRV-ATTR:reservation_id", reservation(server))
                    .put("OS-EXT-SRV-ATTR:launch_index", 0)
                    .put("OS-EXT-SRV-ATTR:hostname", server.name())
                    .put("OS-EXT-SRV-ATTR:kernel_id", "")
                    .put("OS-EXT-SRV-ATTR:ramdisk_id", "")
                    .put("OS-EXT-SRV-ATTR:root_device_name", "/dev/sda")
                    .putNull("OS-EXT-SRV-ATTR:user_data");
        }
    }

    private void additions(ObjectNode view, Server server) {
        Microversion version = call.version();
        if (version.atLeast(HOST_STATUS) && call.token().admin()) {
            view.put("host_status", hostStatus(server.host()));
        }
        if (version.atLeast(LOCKED)) {
            view.put("locked", false);
        }
        if (version.atLeast(LOCKED_REASON)) {
            view.putNull("locked_reason");
        }
        if (version.atLeast(DESCRIPTION)) {
            view.putNull("description");
        }
        if (version.atLeast(TAGS)) {
            view.set("tags", Json.array());
        }
        if (version.atLeast(CERTIFICATES)) {
            view.putNull("trusted_image_certificates");
        }
        if (version.atLeast(HOSTNAME_FOR_ALL)) {
            view.put("OS-EXT-SRV-ATTR:hostname", server.name());
        }
    }

    private String zone(@Nullable String host) {
        return host == null ? "" : zones.getOrDefault(host, FleetState.DEFAULT_ZONE);
    }

    private String hostStatus(@Nullable String host) {
        ComputeService service = host == null ? null : state.compute(host);
        if (service == null) {
            return "";
        }
        if (service.forcedDown()) {
            return "DOWN";
        }
        if (!service.availability().enabled()) {
            return "MAINTENANCE";
        }
        return service.alive() ? "UP" : "UNKNOWN";
    }

    private static Instant started(Server server) {
        return server.birth().created().plusSeconds(SECONDS_TO_START);
    }

    private static String reservation(Server server) {
        return "r-"
                + UUID.nameUUIDFromBytes(server.id().getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 8);
    }
}
