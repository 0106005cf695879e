package io.spotmanager.system.services;

import io.spotmanager.system.harness.Services;

/** The servers of the distribution: on Debian 12 PostgreSQL 15 and RabbitMQ 3.10. */
class InstalledServicesTest extends ServicesContract {
    @Override
    Services start() {
        return Services.installed();
    }
}
