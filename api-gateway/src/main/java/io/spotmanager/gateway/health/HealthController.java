package io.spotmanager.gateway.health;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether this gateway can serve: it needs its database and nothing else. A broker that is away delays operations but
 * loses none, so it does not take the gateway out of a load balancer.
 */
@RestController
@Tag(name = "Service")
class HealthController {
    private static final Logger log = LoggerFactory.getLogger(HealthController.class);

    record Health(String status) {}

    private final JdbcClient jdbc;

    HealthController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Open to everybody. 503 while the database does not answer. */
    @GetMapping("/health")
    @Operation(operationId = "getHealth", summary = "Ask whether this gateway can serve")
    ResponseEntity<Health> health() {
        try {
            jdbc.sql("select 1").query(Integer.class).single();
            return ResponseEntity.ok(new Health("UP"));
        } catch (DataAccessException e) {
            log.warn("not healthy: {}", e.getMostSpecificCause().getMessage());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health("DOWN"));
        }
    }
}
