package io.spotmanager.gateway.health;

import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.scrape.MetricsLogin;
import io.spotmanager.workflow.freeze.Freeze;
import io.spotmanager.workflow.freeze.FreezeMode;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.spotmanager.workflow.health.Dependencies;
import io.spotmanager.workflow.health.HealthAnswer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The health of this gateway, at the same addresses and with the same meaning as in every other part. Neither the broker nor a cloud
 * counts for whether it lives or is ready: without the broker operations are delayed but not lost, and it calls no cloud.
 */
@RestController
@Tag(name = "Service")
class HealthController {
    /** @param status `UP` */
    record Life(String status) {}

    /** @param freeze whether new work is begun; null if the database does not answer */
    record Readiness(String status, @Nullable FreezeMode freeze) {}

    private final HealthEndpoint health;
    private final FreezeSwitch freezes;
    private final Dependencies dependencies;

    HealthController(HealthEndpoint health, FreezeSwitch freezes, Dependencies dependencies) {
        this.health = health;
        this.freezes = freezes;
        this.dependencies = dependencies;
    }

    /** Needs no login, and asks nothing: it answers for as long as the process lives. */
    @GetMapping("/health")
    @Operation(operationId = "getHealth", summary = "Check that this gateway lives")
    Life health() {
        return new Life("UP");
    }

    /** Needs no login. Returns 503 while the database does not answer, or the gateway stops. */
    @GetMapping("/health/ready")
    @Operation(operationId = "getReadiness", summary = "Check that this gateway can serve")
    ResponseEntity<Readiness> ready() {
        var ready = health.healthForPath("readiness");
        if (ready == null || !ready.getStatus().equals(Status.UP)) {
            return ResponseEntity.status(503).body(new Readiness("DOWN", null));
        }
        try {
            return ResponseEntity.ok(
                    new Readiness("UP", freezes.current().map(Freeze::mode).orElse(FreezeMode.OFF)));
        } catch (DataAccessException e) {
            return ResponseEntity.status(503).body(new Readiness("DOWN", null));
        }
    }

    /**
     * Needs no login for the status, which is 503 while a dependency that is configured is down: OpenStack, NetBox, Hyperstack, RunPod,
     * RabbitMQ, PostgreSQL. Whoever may see the board, or shows the token for metrics, gets each with its state, since when, why, and how
     * long its last answer took. Clouds are looked at by the workers that use them.
     */
    @GetMapping("/health/dependencies")
    @Operation(operationId = "getDependencies", summary = "Check what the installation depends on")
    ResponseEntity<HealthAnswer> dependencies(@Nullable Authentication caller) {
        var answer = HealthAnswer.of(dependencies.all(), caller != null && maySee(caller));
        return ResponseEntity.status(answer.code()).body(answer);
    }

    private static boolean maySee(Authentication caller) {
        return MetricsLogin.is(caller)
                || caller.getAuthorities().stream()
                                .anyMatch(granted ->
                                        String.valueOf(granted.getAuthority()).startsWith("ROLE_"))
                        && Role.of(caller).includes(Role.VIEWER);
    }
}
