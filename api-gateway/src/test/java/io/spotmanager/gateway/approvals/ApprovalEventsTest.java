package io.spotmanager.gateway.approvals;

import static io.spotmanager.gateway.approvals.Colleagues.approves;
import static io.spotmanager.gateway.approvals.Colleagues.asks;
import static io.spotmanager.gateway.approvals.Colleagues.intoContract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Every open board hears that something waits, and how it ends. */
@GatewayTest
@TestPropertySource(properties = "spot.approvals.contracts=true")
@Timeout(60)
class ApprovalEventsTest {
    private final Gateway gateway;
    private final Colleagues colleagues;

    ApprovalEventsTest(Gateway gateway) {
        this.gateway = gateway;
        this.colleagues = new Colleagues(gateway);
    }

    /** The notice of a request in that state, in the events that come from now on. */
    private static JsonNode heard(BufferedReader events, String id, String state) {
        return Stream.generate(() -> line(events))
                .filter(line -> line.startsWith("data:") && line.contains("\"pending\""))
                .map(line -> Json.MAPPER.readTree(line.substring("data:".length())))
                .flatMap(event -> event.path("changed").valueStream())
                .filter(notice -> notice.path("id").asString().equals(id)
                        && notice.path("state").asString().equals(state))
                .findFirst()
                .orElseThrow();
    }

    private static String line(BufferedReader events) {
        try {
            return Objects.requireNonNull(events.readLine(), "the events ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void boards_are_told_of_a_request_its_approval_and_its_operation() throws IOException {
        gateway.readsTheCloud();
        var anna = colleagues.person("anna", "operator");
        var bob = colleagues.person("bob", "operator");
        var host = gateway.cloud().emptyHostOf("L40-n3-spot");
        try (var stream = gateway.viewer().open("/api/events").body();
                var events = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var id = asks(anna, intoContract(host));

            var asked = heard(events, id.toString(), "PENDING");
            assertThat(asked.path("host").asString()).isEqualTo(host);
            assertThat(asked.path("requested_by").asString()).isEqualTo("anna");

            var operation = approves(bob, id).is(200).field("operation");
            var ended = heard(events, id.toString(), "APPROVED");
            assertThat(ended.path("ended_by").asString()).isEqualTo("bob");
            assertThat(ended.path("operation").asString()).isEqualTo(operation);
        }
    }

    @Test
    void boards_are_told_that_the_time_is_over_and_it_is_recorded_without_a_request() throws IOException {
        gateway.readsTheCloud();
        var anna = colleagues.person("anna", "operator");
        try (var stream = gateway.viewer().open("/api/events").body();
                var events = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var id = asks(anna, intoContract(gateway.cloud().emptyHostOf("L40-n3-spot")));
            heard(events, id.toString(), "PENDING");

            gateway.tamper("update approval set expires_at = now()");

            heard(events, id.toString(), "EXPIRED");
        }
        await("a gateway writes it down")
                .atMost(Duration.ofSeconds(30))
                .until(() -> colleagues.recorded().contains("APPROVAL_EXPIRED by nobody"));
        assertThat(gateway.jdbc()
                        .sql("select state from approval")
                        .query(String.class)
                        .single())
                .isEqualTo("EXPIRED");
    }
}
