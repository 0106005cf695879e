package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.ComputeService;
import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a service; {@code zones} are those of hosts outside the default zone. */
record ServiceView(Map<String, String> zones, Instant now) {

    static final int UUID_AS_ID = 53;
    private static final int WITH_FORCED_DOWN = 11;
    private static final Duration SILENCE_OF_THE_DEAD = Duration.ofMinutes(10);

    ObjectNode of(ComputeService service, Microversion version) {
        ObjectNode view = Json.object().put("binary", service.binary()).put("host", service.host());
        if (version.atLeast(UUID_AS_ID)) {
            view.put("id", service.uuid());
        } else {
            view.put("id", service.id());
        }
        view.put("zone", zone(service))
                .put("status", status(service))
                .put("state", service.up() ? "up" : "down")
                .put("updated_at", NovaTime.micros(service.alive() ? now : now.minus(SILENCE_OF_THE_DEAD)))
                .put("disabled_reason", service.availability().disabledReason());
        return version.atLeast(WITH_FORCED_DOWN) ? view.put("forced_down", service.forcedDown()) : view;
    }

    static String status(ComputeService service) {
        return service.availability().enabled() ? "enabled" : "disabled";
    }

    private String zone(ComputeService service) {
        return service.binary().equals(ComputeService.COMPUTE)
                ? zones.getOrDefault(service.host(), FleetState.DEFAULT_ZONE)
                : "internal";
    }
}
