package io.spotmanager.workflow.wiring;

import java.util.function.BooleanSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Reports up while this process can claim operations, that is, while its heartbeats reach the database. */
record LeaseHealthIndicator(BooleanSupplier canClaim) implements HealthIndicator {
    @Override
    public Health health() {
        return canClaim.getAsBoolean()
                ? Health.up().build()
                : Health.down()
                        .withDetail("why", "no heartbeat has reached the database for the duration of a lease")
                        .build();
    }
}
