package io.spotmanager.gateway.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@GatewayTest
class HyperstackTest {
    private static final String IMAGES = "/api/hyperstack/images?region=";

    private final Gateway gateway;
    private boolean changed;

    HyperstackTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void everything_was_read() {
        gateway.knowsTheCatalogue();
    }

    @AfterEach
    void it_is_read_again() {
        if (changed) {
            gateway.forgetsTheCatalogue();
        }
    }

    private void change(String statement) {
        changed = true;
        gateway.jdbc().sql(statement).update();
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
    void who_asks_costs_hyperstack_no_call() {
        gateway.cloud().forgetsCalls();

        images("NORWAY-1");
        images("NORWAY-1&search=debian");

        assertThat(gateway.cloud().calls("/hyperstack/")).isZero();
    }

    @Test
    void images_that_cannot_be_read_any_more_are_listed_with_their_age() {
        change(
                "update launch_catalogue set failed_at = now(), trouble = 'no answer within 20 s' where kind = 'IMAGES'");

        var answer = gateway.viewer().get(IMAGES + "CANADA-1").is(200).json();

        assertThat(answer.path("images").size()).isPositive();
        assertThat(answer.path("stale").path("why").asString()).isEqualTo("no answer within 20 s");
        assertThat(answer.path("stale").path("since").asString())
                .isGreaterThan(answer.path("fetched_at").asString());
    }

    @Test
    void images_that_were_never_read_are_told_apart_from_none() {
        change(
                "update launch_catalogue set content = null, read_at = null, failed_at = now(), trouble = 'no answer within 20 s' where kind = 'IMAGES'");

        gateway.viewer()
                .get(IMAGES + "CANADA-1")
                .isProblem(503, "cloud-unavailable")
                .says("no answer within 20 s");
    }

    @Test
    void as_long_as_no_worker_has_said_anything_the_answer_says_which_part_is_missing() {
        change("delete from launch_catalogue");

        gateway.viewer()
                .get("/api/hyperstack/regions")
                .isProblem(503, "cloud-unavailable")
                .says("no inventory worker of this release");
        gateway.viewer().get("/api/me").is(200).says("\"launch\":{\"available\":false", "no inventory worker");
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
