package io.spotmanager.gateway.health;

import io.spotmanager.workflow.freeze.Freeze;
import io.spotmanager.workflow.freeze.FreezeMode;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The health of this gateway. It depends only on the database: without the broker operations are delayed but not lost, so a
 * broken broker must not take the gateway out of a load balancer.
 */
@RestController
@Tag(name = "Service")
class HealthController {
    private static final Logger log = LoggerFactory.getLogger(HealthController.class);

    /** @param freeze whether new work is begun; null if the database does not answer */
    record Health(String status, @Nullable FreezeMode freeze) {}

    private final FreezeSwitch freezes;

    HealthController(FreezeSwitch freezes) {
        this.freezes = freezes;
    }

    /** Needs no login. Returns 503 while the database does not answer. */
    @GetMapping("/health")
    @Operation(operationId = "getHealth", summary = "Check the health of this gateway")
    ResponseEntity<Health> health() {
        try {
            var freeze = freezes.current().map(Freeze::mode).orElse(FreezeMode.OFF);
            return ResponseEntity.ok(new Health("UP", freeze));
        } catch (DataAccessException e) {
            log.warn("not healthy: {}", e.getMostSpecificCause().getMessage());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health("DOWN", null));
        }
    }
}
