package io.spotmanager.system.services;

import io.spotmanager.system.harness.Services;

/** PostgreSQL 18 and RabbitMQ 4, as production runs them. */
class ContainersTest extends ServicesContract {
    @Override
    Services start() {
        return Services.inContainers();
    }
}
