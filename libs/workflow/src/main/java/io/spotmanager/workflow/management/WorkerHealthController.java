package io.spotmanager.workflow.management;

import io.spotmanager.workflow.health.Dependencies;
import io.spotmanager.workflow.health.HealthAnswer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same addresses with the same meaning as at a gateway. */
@RestController
@ConditionalOnWebApplication
class WorkerHealthController {
    private final HealthEndpoint health;
    private final Dependencies dependencies;

    WorkerHealthController(HealthEndpoint health, Dependencies dependencies) {
        this.health = health;
        this.dependencies = dependencies;
    }

    @GetMapping("/health")
    Map<String, String> live() {
        return Map.of("status", "UP");
    }

    /** Returns 503 while no heartbeat of this worker, or for an inventory worker no query, reaches the database. */
    @GetMapping("/health/ready")
    ResponseEntity<Map<String, String>> ready() {
        var ready = health.healthForPath("readiness");
        var up = ready != null && ready.getStatus().equals(Status.UP);
        return ResponseEntity.status(up ? 200 : 503).body(Map.of("status", up ? "UP" : "DOWN"));
    }

    @GetMapping("/health/dependencies")
    ResponseEntity<HealthAnswer> dependencies(HttpServletRequest request) {
        var answer = HealthAnswer.of(dependencies.all(), request.getUserPrincipal() != null);
        return ResponseEntity.status(answer.code()).body(answer);
    }
}
