package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/** What the broker brings. */
class OperationEventListenerTest {
    private final List<Set<String>> read = new ArrayList<>();
    private final List<String> refreshes = new ArrayList<>();
    private final ChangedHosts hosts = new ChangedHosts(read::add, Runnable::run);
    private final OperationEventListener news =
            new OperationEventListener(() -> refreshes.add("refresh"), hosts, Runnable::run);

    @Test
    void an_operation_that_has_ended_has_its_host_read() {
        news.onMessage(changes(change("H1", false, 7), change("H2", false, 5)));

        assertThat(read).containsExactly(Set.of("H1"), Set.of("H2"));
    }

    @Test
    void an_operation_under_way_has_its_host_read_in_a_moment() {
        news.onMessage(changes(change("H1", true, 3)));
        assertThat(read).isEmpty();

        hosts.readAll();
        assertThat(read).containsExactly(Set.of("H1"));
    }

    @Test
    void an_operation_that_was_only_accepted_has_changed_nothing_yet() {
        news.onMessage(changes(change("H1", true, 1)));
        hosts.readAll();

        assertThat(read).isEmpty();
    }

    @Test
    void somebody_who_wants_a_refresh_gets_it() {
        news.onMessage(message("refresh", ""));

        assertThat(refreshes).containsExactly("refresh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "",
                "null",
                "7",
                "[]",
                "{}",
                "{\"changes\": 7}",
                "{\"changes\": null}",
                "{\"changes\": [null]}",
                "{\"changes\": [{}]}",
                "{\"changes\": [{\"subject\": null, \"open\": false, \"seq\": 7}]}"
            })
    void what_nobody_can_read_is_left_to_the_next_look_at_everything(String body) {
        news.onMessage(message("operation.changes", body));
        hosts.readAll();

        assertThat(read).isEmpty();
    }

    @Test
    void what_another_release_adds_to_a_change_is_passed_over() {
        news.onMessage(
                changes(change("H1", false, 7).replace("\"kind\"", "\"cloud\": {\"region\": \"CA1\"}, \"kind\"")));

        assertThat(read).containsExactly(Set.of("H1"));
    }

    private static Message changes(String... changes) {
        return message("operation.changes", "{\"changes\": [%s]}".formatted(String.join(",", changes)));
    }

    private static String change(String host, boolean open, int seq) {
        return """
                {"operation_id": "00000000-0000-0000-0000-000000000001", "kind": "migration", "subject": "%s",
                 "state": "ANY", "open": %s, "seq": %d, "at": "2026-01-01T00:00:00Z"}""".formatted(host, open, seq);
    }

    private static Message message(String route, String body) {
        var properties = new MessageProperties();
        properties.setReceivedRoutingKey(route);
        return new Message(body.getBytes(StandardCharsets.UTF_8), properties);
    }
}
