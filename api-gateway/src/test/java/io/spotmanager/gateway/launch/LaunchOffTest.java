package io.spotmanager.gateway.launch;

import static io.spotmanager.gateway.fixture.Gateway.launchOn;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the inventory worker says that launches are off, the gateway says so and why; everything else works. */
@GatewayTest
class LaunchOffTest {
    private static final String WHY = "no Hyperstack key: set HYPERSTACK_API_KEY";

    private final Gateway gateway;

    LaunchOffTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void the_worker_has_no_key() {
        gateway.knowsTheCatalogue();
        gateway.jdbc()
                .sql(
                        "update launch_catalogue set content = jsonb_build_object('off', ?, 'regions', '[]'::jsonb) where kind = 'LAUNCHES'")
                .param(WHY)
                .update();
    }

    @AfterEach
    void it_is_read_again() {
        gateway.forgetsTheCatalogue();
    }

    @Test
    void what_is_missing_is_named_wherever_it_is_missed() {
        gateway.viewer().get("/api/me").is(200).says("\"launch\":{\"available\":false", WHY);
        gateway.viewer()
                .post("/api/preview-runpod-launch", launchOn("H1"))
                .isProblem(409, "feature-off")
                .says(WHY);
        gateway.operator()
                .post("/api/execute-runpod-launch", launchOn("H1"))
                .isProblem(409, "feature-off")
                .says(WHY);
        gateway.viewer()
                .get("/api/hyperstack/regions")
                .isProblem(409, "feature-off")
                .says(WHY);
        gateway.viewer()
                .get("/api/hyperstack/images?region=CANADA-1")
                .isProblem(409, "feature-off")
                .says(WHY);
        gateway.viewer().get("/api/operations").is(200);
    }
}
