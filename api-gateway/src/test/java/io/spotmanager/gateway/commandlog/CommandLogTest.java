package io.spotmanager.gateway.commandlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class CommandLogTest {
    private static final String LOG = "/api/command-log";

    private final Gateway gateway;

    CommandLogTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void what_was_sent_to_the_cloud_is_shown_with_what_it_answered() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().carriesOut(id);

        var log = gateway.viewer().get(LOG).is(200);

        assertThat(log.each("operation_id")).containsExactly(id.toString());
        assertThat(log.each("host")).containsExactly("H1");
        assertThat(log.each("step")).containsExactly("move");
        assertThat(log.each("event")).containsExactly("DONE");
        var call = log.json().path("items").path(0).path("calls").path(0);
        assertThat(call.path("command").asString()).isEqualTo("openstack aggregate add host L40-n3 H1");
        assertThat(call.path("answer").asString()).isEqualTo("200");
        assertThat(call.path("took_ms").asInt()).isEqualTo(12);
    }

    @Test
    void tries_that_came_to_nothing_are_shown_too() {
        var id = gateway.acceptedMoveOf("H1");
        gateway.worker().triesInVain(id);

        gateway.operator().get(LOG).is(200).says("500 Unexpected API Error", "\"event\":\"RETRY\"");
    }

    @Test
    void what_sent_nothing_is_not_shown() {
        gateway.acceptedMoveOf("H1");

        assertThat(gateway.viewer().get(LOG).is(200).each("host")).isEmpty();
    }

    @Test
    void one_host_may_be_picked_out() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H1"));
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H2"));

        assertThat(gateway.viewer().get(LOG + "?host=H1").each("host")).containsExactly("H1");
    }

    @Test
    void pages_follow_one_another_without_gaps_or_repeats_while_the_log_grows() {
        var hosts = IntStream.range(0, 7).mapToObj(number -> "H" + number).toList();
        hosts.forEach(host -> gateway.worker().carriesOut(gateway.acceptedMoveOf(host)));

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = gateway.viewer().get(LOG + "?limit=2" + cursor).is(200);
            seen.addAll(page.each("host"));
            cursor = page.json().has("next_cursor") ? "&cursor=" + page.field("next_cursor") : "";
            gateway.worker().carriesOut(gateway.acceptedMoveOf("late-" + seen.size()));
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyElementsOf(hosts.reversed());
    }

    @Test
    void steps_of_one_operation_at_the_same_moment_are_paged_too() {
        var id = gateway.acceptedMoveOf("H1");
        for (var tries = 0; tries < 3; tries++) {
            gateway.worker().triesInVain(id);
            gateway.tamper("update operation set available_at = now()");
        }
        gateway.tamper("update audit_entry set at = '2026-01-01T00:00:00Z'");

        var first = gateway.viewer().get(LOG + "?limit=2").is(200);
        var second = gateway.viewer()
                .get(LOG + "?limit=2&cursor=" + first.field("next_cursor"))
                .is(200);

        assertThat(first.each("seq")).containsExactly("4", "3");
        assertThat(second.each("seq")).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=all", "cursor=x"})
    void a_page_that_cannot_be_had_is_refused(String query) {
        gateway.viewer().get(LOG + "?" + query).isProblem(400, "invalid-request");
    }
}
