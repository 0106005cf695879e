package io.spotmanager.gateway.launch;

import static io.spotmanager.gateway.fixture.Gateway.launchOn;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.Surroundings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without what a launch needs, launches are off and say why; everything else works. */
class LaunchOffTest {
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', textBlock = """
            HYPERSTACK_API_KEY     | ''         | no Hyperstack key: set HYPERSTACK_API_KEY
            RUNPOD_URL             | ''         | no address of RunPod: set RUNPOD_URL
            SPOT_REGION_CA1_IMAGES | [          | SPOT_REGION_CA1_IMAGES is no regular expression
            SPOT_CLOUD_INIT_FILE   | /no/such   | SPOT_CLOUD_INIT_FILE names /no/such, which cannot be read
            """)
    void what_is_missing_or_wrong_is_named_wherever_it_is_missed(String setting, String value, String why) {
        try (var application = Surroundings.anotherGateway(Map.of(setting, value))) {
            var gateway = Gateway.of(application);

            gateway.viewer().get("/api/me").is(200).says("\"launch\":{\"available\":false", why);
            gateway.viewer()
                    .post("/api/preview-runpod-launch", launchOn("H1"))
                    .isProblem(409, "feature-off")
                    .says(why);
            gateway.operator()
                    .post("/api/execute-runpod-launch", launchOn("H1"))
                    .isProblem(409, "feature-off")
                    .says(why);
            gateway.viewer()
                    .get("/api/hyperstack/regions")
                    .isProblem(409, "feature-off")
                    .says(why);
            gateway.viewer()
                    .get("/api/hyperstack/images?region=CANADA-1")
                    .isProblem(409, "feature-off")
                    .says(why);
            gateway.viewer().get("/api/operations").is(200);
        }
    }
}
