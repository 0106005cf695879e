package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.execution.WorkerLease;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Reports up while this worker can claim operations, that is, while its heartbeat reaches the database. */
final class LeaseHealthIndicator implements HealthIndicator {
    private final WorkerLease leases;

    LeaseHealthIndicator(WorkerLease leases) {
        this.leases = leases;
    }

    @Override
    public Health health() {
        return leases.canClaim()
                ? Health.up().build()
                : Health.down()
                        .withDetail("why", "no heartbeat has reached the database for the duration of a lease")
                        .build();
    }
}
