package io.spotmanager.workflow.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.workflow.messaging.CommandMessage.UndecodableException;
import io.spotmanager.workflow.operation.AcceptedCommand;
import io.spotmanager.workflow.operation.Command;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

class CommandMessageTest {
    private static final UUID ID = UUID.fromString("6b8f1d0e-6a37-4f7a-9d0e-000000000001");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
    private static final TraceContext TRACE =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1");
    private static final JsonNode MOVE = Json.MAPPER.readTree("""
            {"host":"H1","source_aggregate":"L40-n3-spot","target_aggregate":"L40-n3","acknowledge":["vms"]}""");

    private static CommandMessage command(String subject, JsonNode request, String by, @Nullable TraceContext trace) {
        return CommandMessage.of(new AcceptedCommand(
                ID, new Command("migration", subject, request, by, "a reason", "batch"), 3, NOON, trace));
    }

    private static Message sent(CommandMessage command) {
        return command.encoded(17, NOON);
    }

    private static String text(CommandMessage command) {
        return new String(sent(command).getBody(), UTF_8);
    }

    private static UUID decoded(String body) throws UndecodableException {
        return CommandMessage.operationIn(body.getBytes(UTF_8));
    }

    @Test
    void a_message_says_what_was_asked_for_by_whom_and_when() {
        assertThat(text(command("H1", MOVE, "ann", TRACE))).isEqualTo("""
                {"operation_id":"6b8f1d0e-6a37-4f7a-9d0e-000000000001","kind":"migration","workflow_version":3,"subject":"H1",\
                "request":{"host":"H1","source_aggregate":"L40-n3-spot","target_aggregate":"L40-n3","acknowledge":["vms"]},\
                "requested_by":"ann","accepted_at":"2026-11-23T12:00:00.123456Z",\
                "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","tracestate":"vendor=1"}""");
    }

    @Test
    void its_properties_say_what_it_is_and_where_it_belongs() {
        var properties = sent(command("H1", MOVE, "ann", TRACE)).getMessageProperties();

        assertThat(properties.getContentType()).isEqualTo("application/json");
        assertThat(properties.getDeliveryMode()).isEqualTo(MessageDeliveryMode.PERSISTENT);
        assertThat(properties.getMessageId()).isEqualTo(ID + "/17");
        assertThat(properties.getType()).isEqualTo("io.spotmanager.command");
        assertThat(properties.getTimestamp()).isEqualTo(NOON);
        assertThat(properties.getHeaders())
                .containsEntry("traceparent", TRACE.traceparent())
                .containsEntry("tracestate", "vendor=1");
    }

    @Test
    void without_a_trace_none_is_named() {
        assertThat(text(command("H1", MOVE, "ann", null))).doesNotContain("trace");
        assertThat(sent(command("H1", MOVE, "ann", null)).getMessageProperties().getHeaders())
                .isEmpty();
    }

    @Test
    void of_an_operation_of_which_nothing_is_known_the_message_is_that_of_earlier_releases() {
        assertThat(text(CommandMessage.of(ID))).isEqualTo("{\"operation_id\":\"%s\"}".formatted(ID));
    }

    @Test
    void a_request_that_is_too_large_stays_in_the_row_and_the_message_says_so() throws Exception {
        var body = text(command("H1", MOVE.deepCopy().asObject().put("note", "x".repeat(4_000)), "ann", TRACE));

        assertThat(body.length()).isLessThan(4_096);
        assertThat(body)
                .contains("\"request_omitted\":true", "\"requested_by\":\"ann\"")
                .doesNotContain("xxx");
        assertThat(decoded(body)).isEqualTo(ID);
    }

    @Test
    void a_request_that_the_reader_of_the_row_left_there_is_said_to_be_there() {
        assertThat(text(command("H1", MissingNode.getInstance(), "ann", TRACE))).contains("\"request_omitted\":true");
        assertThat(text(command("H1", Json.MAPPER.nullNode(), "ann", TRACE))).contains("\"request_omitted\":true");
        assertThat(text(command("H1", Json.MAPPER.createObjectNode(), "ann", TRACE)))
                .contains("\"request\":{}")
                .doesNotContain("omitted");
    }

    @Test
    void names_as_long_as_nobody_should_have_them_do_not_make_a_message_that_no_worker_reads() throws Exception {
        for (var name : new String[] {"x".repeat(5_000), "\u00fc".repeat(2_040), "\u0001".repeat(700)}) {
            for (var command :
                    new CommandMessage[] {command(name, MOVE, "ann", TRACE), command("H1", MOVE, name, TRACE)}) {
                var body = sent(command).getBody();

                assertThat(body.length).isLessThan(4_096);
                assertThat(CommandMessage.operationIn(body)).isEqualTo(ID);
                assertThat(new String(body, UTF_8)).contains("_omitted\":true");
            }
        }
    }

    @Test
    void a_request_too_deep_for_a_workers_parser_is_left_out() throws Exception {
        JsonNode deep = Json.MAPPER.createObjectNode();
        for (var level = 0; level < 999; level++) {
            deep = Json.MAPPER.createArrayNode().add(deep);
        }
        var body = text(command("H1", deep, "ann", TRACE));

        assertThat(decoded(body)).isEqualTo(ID);
        assertThat(body).contains("\"request_omitted\":true").doesNotContain("[");
    }

    /** The parser of both releases before messages said more than an id, to the letter. */
    private static UUID asEarlierReleasesRead(byte[] body) {
        assertThat(body.length).isLessThanOrEqualTo(4_096);
        return UUID.fromString(Json.MAPPER.readTree(body).path("operation_id").asString(""));
    }

    @Test
    void workers_of_earlier_releases_read_every_message_of_this_one() {
        for (var message : new CommandMessage[] {
            command("H1", MOVE, "ann", TRACE),
            command("H1", MOVE.deepCopy().asObject().put("operation_id", "another"), "ann", null),
            command("H1", MOVE.deepCopy().asObject().put("note", "\u20ac".repeat(3_000)), "ann", TRACE),
            command("x".repeat(9_000), MOVE, "y".repeat(9_000), TRACE),
            CommandMessage.of(ID)
        }) {
            assertThat(asEarlierReleasesRead(sent(message).getBody())).isEqualTo(ID);
        }
    }

    @Test
    void the_messages_of_earlier_releases_are_read() throws Exception {
        try (var recorded = CommandMessageTest.class.getResourceAsStream("/commands-of-earlier-releases.jsonl")) {
            var messages = new String(recorded.readAllBytes(), UTF_8).lines().toList();

            assertThat(messages).hasSize(3);
            for (var message : messages) {
                assertThat(message).contains(decoded(message).toString());
            }
        }
    }

    @Test
    void what_a_later_release_adds_is_ignored() throws UndecodableException {
        assertThat(decoded("{\"hint\":[1,2],\"operation_id\":\"%s\"}".formatted(ID)))
                .isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{", "{\"operation_id\":", "{\"operation_id\":'x'}"})
    void what_is_no_json_is_undecodable_and_says_so(String body) {
        assertThatThrownBy(() -> decoded(body))
                .isInstanceOf(UndecodableException.class)
                .hasMessageStartingWith("not JSON: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "7",
                "[]",
                "\"x\"",
                "{}",
                "{\"operation_id\":null}",
                "{\"operation_id\":7}",
                "{\"operation_id\":{}}",
                "{\"operation_id\":\"gpu-1\"}",
                "{\"operationId\":\"6b8f1d0e-6a37-4f7a-9d0e-000000000001\"}"
            })
    void what_names_no_operation_is_undecodable_and_says_so(String body) {
        assertThatThrownBy(() -> decoded(body))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("operation_id is missing or no UUID");
    }

    @Test
    void bytes_that_are_no_text_are_undecodable() {
        assertThatThrownBy(() -> CommandMessage.operationIn(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}))
                .isInstanceOf(UndecodableException.class);
    }

    @Test
    void a_bomb_of_brackets_is_undecodable() {
        assertThatThrownBy(() -> decoded("[".repeat(4_096))).isInstanceOf(UndecodableException.class);
    }

    @Test
    void a_message_too_large_for_a_command_is_not_even_read() {
        assertThatThrownBy(() -> CommandMessage.operationIn(new byte[4_097]))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("a command has at most 4096 bytes, this has 4097");
    }

    @Test
    void the_trace_of_a_command_goes_with_it() {
        assertThat(command("H1", MOVE, "ann", TRACE).trace()).contains(TRACE);
        assertThat(CommandMessage.of(ID).trace()).isEmpty();
    }

    @Test
    void a_message_of_just_the_largest_size_is_read() throws Exception {
        var body = "{\"operation_id\":\"%s\",\"note\":\"\"}".formatted(ID);
        var largest = body.replace("\"\"", "\"%s\"".formatted("x".repeat(4_096 - body.length())));

        assertThat(largest).hasSize(4_096);
        assertThat(decoded(largest)).isEqualTo(ID);
    }

    @Test
    void no_message_is_as_large_as_what_workers_refuse() {
        for (var note = 3_500; note < 4_096; note++) {
            var command = command("H1", MOVE.deepCopy().asObject().put("note", "x".repeat(note)), "ann", null);
            assertThat(sent(command).getBody()).hasSizeLessThan(4_096);
        }
    }
}
