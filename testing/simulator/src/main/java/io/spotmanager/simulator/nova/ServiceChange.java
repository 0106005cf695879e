package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.ComputeService;
import io.spotmanager.simulator.fleet.ComputeService.Availability;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what an update of a service by its UUID wants. */
final class ServiceChange {

    private ServiceChange() {}

    /** The wanted change; empty if the body makes no sense. */
    static Optional<UnaryOperator<ComputeService>> ofBody(JsonNode body) {
        String status = body.path("status").asString("");
        String reason = body.path("disabled_reason").stringValueOpt().orElse(null);
        boolean forces = body.path("forced_down").isBoolean();
        boolean reasonable = reason == null || status.equals("disabled");
        if (!reasonable || !isStatus(status, forces)) {
            return Optional.empty();
        }
        return Optional.of(service -> forced(body, forces, switched(service, status, reason)));
    }

    private static boolean isStatus(String status, boolean mayBeMissing) {
        return status.equals("enabled") || status.equals("disabled") || (status.isEmpty() && mayBeMissing);
    }

    private static ComputeService switched(ComputeService service, String status, @Nullable String reason) {
        return switch (status) {
            case "enabled" -> service.with(Availability.ENABLED);
            case "disabled" -> service.with(new Availability(false, reason));
            default -> service;
        };
    }

    private static ComputeService forced(JsonNode body, boolean forces, ComputeService service) {
        return forces ? service.withForcedDown(body.path("forced_down").booleanValue()) : service;
    }
}
