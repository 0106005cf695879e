package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.execution.WorkerLease;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether this worker may work: its heartbeat reaches the database. */
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
                        .withDetail("why", "no heartbeat has reached the database for as long as a lease lasts")
                        .build();
    }
}
