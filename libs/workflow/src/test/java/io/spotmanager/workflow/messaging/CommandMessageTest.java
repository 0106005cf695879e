package io.spotmanager.workflow.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.workflow.messaging.CommandMessage.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.MessageDeliveryMode;

class CommandMessageTest {
    private static CommandMessage decoded(String body) throws UndecodableException {
        return CommandMessage.decode(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_was_encoded_is_decoded() throws UndecodableException {
        var command = new CommandMessage(UUID.randomUUID());
        var message = command.encoded();

        assertThat(CommandMessage.decode(message.getBody())).isEqualTo(command);
        assertThat(new String(message.getBody(), StandardCharsets.UTF_8))
                .isEqualTo("{\"operation_id\":\"%s\"}".formatted(command.operationId()));
        assertThat(message.getMessageProperties().getDeliveryMode()).isEqualTo(MessageDeliveryMode.PERSISTENT);
        assertThat(message.getMessageProperties().getContentType()).isEqualTo("application/json");
    }

    @Test
    void what_a_later_release_adds_is_ignored() throws UndecodableException {
        var id = UUID.randomUUID();

        assertThat(decoded("{\"hint\":[1,2],\"operation_id\":\"%s\"}".formatted(id))
                        .operationId())
                .isEqualTo(id);
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
        assertThatThrownBy(() -> CommandMessage.decode(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}))
                .isInstanceOf(UndecodableException.class);
    }

    @Test
    void a_bomb_of_brackets_is_undecodable() {
        assertThatThrownBy(() -> decoded("[".repeat(4_096))).isInstanceOf(UndecodableException.class);
    }

    @Test
    void a_message_too_large_for_a_command_is_not_even_read() {
        assertThatThrownBy(() -> CommandMessage.decode(new byte[4_097]))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("a command has at most 4096 bytes, this has 4097");
    }
}
