package io.spotmanager.workflow.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.spotmanager.workflow.messaging.CloudEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageDeliveryMode;
import tools.jackson.core.JacksonException;

class OperationChangesTest {
    private static final OperationChanged REMOVED = change("gpu-1", "HOST_REMOVED", true, 3);
    private static final OperationChanged DONE = change("gpu-1", "SUCCEEDED", false, 5);

    private static OperationChanged change(String subject, String state, boolean open, int seq) {
        return new OperationChanged(
                new UUID(7, 9), "migration", subject, state, open, seq, Instant.parse("2026-11-23T10:00:00.123456Z"));
    }

    @Test
    void what_one_process_tells_another_reads_in_the_same_order() {
        var told = List.of(REMOVED, DONE);

        assertThat(OperationChanges.decode(new OperationChanges(told).message().getBody()))
                .isEqualTo(told);
    }

    /** So a gateway or worker of either release reads the events of the other while both run. */
    @Test
    void the_body_is_that_of_earlier_releases_to_the_letter() throws IOException {
        try (var recorded = OperationChangesTest.class.getResourceAsStream("/event-of-earlier-releases.json")) {
            var earlier = new String(recorded.readAllBytes(), UTF_8).strip();

            assertThat(new OperationChanges(List.of(REMOVED, DONE)).message().getBody())
                    .asString(UTF_8)
                    .isEqualTo(earlier);
            assertThat(OperationChanges.decode(earlier.getBytes(UTF_8))).containsExactly(REMOVED, DONE);
        }
    }

    @Test
    void its_headers_are_the_attributes_of_a_cloud_event() {
        var properties = new OperationChanges(List.of(REMOVED, DONE)).message().getMessageProperties();

        assertThat(properties.getContentType()).isEqualTo("application/json");
        assertThat(properties.getDeliveryMode()).isEqualTo(MessageDeliveryMode.NON_PERSISTENT);
        assertThat(properties.getType()).isEqualTo("io.spotmanager.operation.changed");
        assertThat(properties.getTimestamp()).isEqualTo(Instant.parse("2026-11-23T10:00:00.123Z"));
        assertThat(properties.getHeaders())
                .containsEntry("cloudEvents:specversion", "1.0")
                .containsEntry("cloudEvents:type", "io.spotmanager.operation.changed")
                .containsEntry("cloudEvents:source", "/spot-manager/operations")
                .containsEntry("cloudEvents:subject", "gpu-1")
                .containsEntry("cloudEvents:time", "2026-11-23T10:00:00.123456Z")
                .containsEntry("cloudEvents:dataschema", "urn:spot-manager:operation-changed:1")
                .containsEntry("cloudEvents:id", properties.getMessageId());
    }

    @Test
    void an_event_without_data_names_neither_a_type_nor_a_schema_of_data() {
        var silent = CloudEvent.withoutData("io.spotmanager.freeze.changed", "/spot-manager/freeze", DONE.at())
                .with(new byte[0])
                .getMessageProperties();

        assertThat(silent.getContentType()).isNotEqualTo("application/json");
        assertThat(silent.getHeaders())
                .containsEntry("cloudEvents:type", "io.spotmanager.freeze.changed")
                .doesNotContainKeys("cloudEvents:subject", "cloudEvents:dataschema");
    }

    @Test
    void no_two_events_have_the_same_id() {
        var changes = new OperationChanges(List.of(DONE));

        assertThat(changes.message().getMessageProperties().getMessageId())
                .isNotEqualTo(changes.message().getMessageProperties().getMessageId());
    }

    @Test
    void an_event_about_several_hosts_names_none_as_its_subject() {
        var message = new OperationChanges(List.of(REMOVED, change("gpu-2", "VALIDATED", true, 2))).message();

        assertThat(message.getMessageProperties().getHeaders()).doesNotContainKey("cloudEvents:subject");
    }

    @Test
    void what_is_no_such_message_is_refused() {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> OperationChanges.decode("{\"changes\":[{\"seq\":\"x\"".getBytes(UTF_8)));
    }
}
