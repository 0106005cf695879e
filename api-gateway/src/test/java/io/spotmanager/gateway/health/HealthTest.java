package io.spotmanager.gateway.health;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.Test;

@GatewayTest
class HealthTest {
    private final Gateway gateway;

    HealthTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void anybody_may_ask_and_a_broker_that_is_away_does_not_matter() {
        gateway.anonymous().get("/health").is(200).says("\"status\":\"UP\"");
    }

    @Test
    void the_probes_of_an_orchestrator_do_not_depend_on_the_broker_either() {
        gateway.anonymous().get("/actuator/health/liveness").is(200);
        gateway.anonymous().get("/actuator/health/readiness").is(200);
    }
}
