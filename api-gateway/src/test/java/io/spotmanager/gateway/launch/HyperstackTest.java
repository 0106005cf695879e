package io.spotmanager.gateway.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@GatewayTest
class HyperstackTest {
    private static final String IMAGES = "/api/hyperstack/images?region=";

    private final Gateway gateway;

    HyperstackTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private List<String> images(String query) {
        return gateway.viewer()
                .get(IMAGES + query)
                .is(200)
                .json()
                .path("images")
                .valueStream()
                .map(image -> image.path("name").asString())
                .toList();
    }

    @Test
    void a_region_lists_its_images_with_what_people_choose_by() {
        var answer = gateway.viewer().get(IMAGES + "CANADA-1").is(200).json();

        assertThat(answer.path("region").asString()).isEqualTo("CANADA-1");
        assertThat(answer.path("fetched_at").asString()).isNotBlank();
        assertThat(answer.path("images").path(0).propertyNames())
                .contains("id", "name", "type", "version", "size", "display_size", "is_public");
    }

    @Test
    void a_search_finds_parts_of_names_whatever_the_case() {
        assertThat(images("CANADA-1&search=debian")).containsExactly("Debian 12");
        assertThat(images("CANADA-1&search=cuda")).hasSize(3);
        assertThat(images("CANADA-1&search=plan+9")).isEmpty();
    }

    @Test
    void who_asks_again_soon_costs_hyperstack_no_call() {
        images("NORWAY-1");
        gateway.cloud().forgetsCalls();

        images("NORWAY-1");
        images("NORWAY-1&search=debian");

        assertThat(gateway.cloud().calls("/hyperstack/")).isZero();
    }

    @Test
    void a_region_that_nobody_configured_is_not_asked_for() {
        gateway.viewer()
                .get(IMAGES + "MOON-1")
                .isProblem(404, "not-found")
                .says("There are: [CANADA-1, NORWAY-1, US-1]");
    }

    @Test
    void the_regions_are_those_of_the_settings() {
        var regions =
                gateway.viewer().get("/api/hyperstack/regions").is(200).json().path("regions");

        assertThat(regions.valueStream().map(JsonNode::toString))
                .first()
                .isEqualTo(
                        "{\"region\":\"CANADA-1\",\"host_prefix\":\"CA1\",\"environment\":\"CA1-RunPod\",\"storage_network\":\"storage-net\",\"firewall_id\":971}");
    }
}
