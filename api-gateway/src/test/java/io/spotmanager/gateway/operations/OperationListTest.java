package io.spotmanager.gateway.operations;

import static io.spotmanager.gateway.fixture.Gateway.move;
import static io.spotmanager.gateway.fixture.Gateway.moveOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class OperationListTest {
    private static final String LIST = "/api/operations";

    private final Gateway gateway;

    OperationListTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void an_empty_list_is_a_list() {
        assertThat(gateway.viewer().get(LIST).is(200).each("id")).isEmpty();
    }

    @Test
    void the_newest_comes_first_without_its_steps() {
        accept("H1", "H2", "H3");

        var page = gateway.viewer().get(LIST).is(200);

        assertThat(page.each("host")).containsExactly("H3", "H2", "H1");
        assertThat(page.json().path("items").path(0).has("steps")).isFalse();
        assertThat(page.json().has("next_cursor")).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            state=SUCCEEDED                              | H1
            state=REQUESTED                              | H3,H2
            state=NO_SUCH_STATE                          | ''
            kind=migration                               | H3,H2,H1
            kind=launch                                  | ''
            host=H2                                      | H2
            host=h2                                      | ''
            pool=L40-n3                                  | H3,H2,H1
            pool=L40-n3&host=H1                          | H1
            pool=L40                                     | ''
            host=H2&user=admin&kind=migration&open=true  | H2
            user=admin                                   | H2
            user=operator                                | H3,H1
            batch_id=monday                              | H3
            open=true                                    | H3,H2
            open=false                                   | H1
            from=2000-01-01T00:00:00Z                    | H3,H2,H1
            from=2999-01-01T00:00:00Z                    | ''
            to=2999-01-01T00:00:00Z                      | H3,H2,H1
            to=2000-01-01T00:00:00Z                      | ''
            open=true&user=operator                      | H3
            host=H1&state=REQUESTED                      | ''
            q=                                           | H3,H2,H1
            state=&kind=&host=&user=&batch_id=           | H3,H2,H1
            q=h2                                         | H2
            q=DEMAND                                     | H3
            q=100%25+_sure                               | H3
            q=100__                                      | ''
            q=adm                                        | H2
            q=nothing+like+it                            | ''
            q=h&user=operator                            | H3,H1
            """)
    void each_filter_leaves_what_it_is_for(String filter, String hosts) {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H1"));
        gateway.admin().post("/api/execute-migration", moveOf("H2")).is(202);
        gateway.operator()
                .post(
                        "/api/execute-migration",
                        move(
                                "H3",
                                "L40-n3-spot",
                                "L40-n3",
                                ", \"batch_id\": \"monday\", \"reason\": \"Demand, 100% _sure\""))
                .is(202);

        var left = gateway.viewer().get(LIST + "?" + filter).is(200).each("host");

        assertThat(String.join(",", left)).isEqualTo(hosts);
    }

    @Test
    void a_search_finds_causes_and_the_first_digits_of_ids() {
        var stuck = gateway.acceptedMoveOf("H1");
        gateway.worker().getsStuckWith(stuck);
        accept("H2");

        assertThat(gateway.operator().get(LIST + "?q=SOMEBODY+else").each("host"))
                .containsExactly("H1");
        assertThat(gateway.viewer()
                        .get(LIST + "?q=" + stuck.toString().substring(0, 35).toUpperCase(Locale.ROOT))
                        .each("host"))
                .containsExactly("H1");
        assertThat(gateway.viewer()
                        .get(LIST + "?q=" + stuck.toString().substring(1))
                        .each("host"))
                .isEmpty();
    }

    @Test
    void a_search_looks_at_so_many_operations_a_page_and_says_where_it_goes_on() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("old"));
        gateway.copyTheOnlyOperation(OperationList.SEARCH_DEPTH);

        var first = gateway.viewer().get(LIST + "?q=old&limit=1").is(200);
        var second = gateway.viewer().get(LIST + "?q=old&limit=1&cursor=" + first.field("next_cursor"));

        assertThat(first.each("host")).isEmpty();
        assertThat(second.is(200).each("host")).containsExactly("old");
        assertThat(second.json().has("next_cursor")).isFalse();
    }

    @Test
    void from_is_inclusive_and_to_is_not() {
        accept("H1", "H2");
        var moment = gateway.viewer().get(LIST + "?host=H2").each("created_at").getFirst();

        assertThat(gateway.viewer().get(LIST + "?from=" + moment).each("host")).containsExactly("H2");
        assertThat(gateway.viewer().get(LIST + "?to=" + moment).each("host")).containsExactly("H1");
    }

    @Test
    void pages_follow_one_another_without_gaps_or_repeats_while_new_operations_come_in() {
        var hosts = IntStream.range(0, 25).mapToObj(number -> "H" + number).toList();
        accept(hosts.toArray(String[]::new));

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = gateway.viewer().get(LIST + "?limit=4" + cursor).is(200);
            assertThat(page.each("host").size()).isBetween(1, 4);
            seen.addAll(page.each("host"));
            cursor = page.json().has("next_cursor") ? "&cursor=" + page.field("next_cursor") : "";
            accept("late-" + seen.size());
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyElementsOf(hosts.reversed());
    }

    @Test
    void operations_of_the_same_moment_are_paged_too() {
        accept("H1", "H2", "H3", "H4", "H5");
        gateway.tamper("update operation set created_at = '2026-01-01T00:00:00Z'");

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = gateway.viewer().get(LIST + "?limit=2" + cursor).is(200);
            seen.addAll(page.each("host"));
            cursor = page.json().has("next_cursor") ? "&cursor=" + page.field("next_cursor") : "";
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyInAnyOrder("H1", "H2", "H3", "H4", "H5");
    }

    @Test
    void a_cursor_keeps_to_its_filter_when_that_is_sent_along() {
        accept("H1", "H2", "H3");
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H4"));

        var first = gateway.viewer().get(LIST + "?open=true&limit=2").is(200);
        var second = gateway.viewer().get(LIST + "?open=true&limit=2&cursor=" + first.field("next_cursor"));

        assertThat(first.each("host")).containsExactly("H3", "H2");
        assertThat(second.each("host")).containsExactly("H1");
    }

    @Test
    void a_full_last_page_is_the_last() {
        accept("H1", "H2");

        assertThat(gateway.viewer().get(LIST + "?limit=2").json().has("next_cursor"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "501"})
    void a_page_has_a_reasonable_size(String limit) {
        gateway.viewer()
                .get(LIST + "?limit=" + limit)
                .isProblem(400, "invalid-request")
                .says("limit must be from 1 to 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z_x", "_"})
    void a_cursor_of_ones_own_making_is_refused(String cursor) {
        gateway.viewer()
                .get(LIST + "?cursor=" + cursor)
                .isProblem(400, "invalid-request")
                .says("cursor must be a next_cursor of this list");
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            limit | many      | is 'many' and must be a whole number
            open  | maybe     | is 'maybe' and must be true or false
            from  | yesterday | is 'yesterday' and must be a time from 1970 to 9999, such as 1970-01-01T00:00:00Z
            to    | 2026-13   | must be a time
            state | succeeded | must be a state as operations show it
            state | OPEN%20   | must be a state as operations show it
            kind  | Migration | must be a kind as operations show it
            """)
    void what_cannot_be_read_is_named(String parameter, String value, String message) {
        gateway.viewer()
                .get("%s?%s=%s".formatted(LIST, parameter, value))
                .blames(parameter)
                .says(message);
    }

    private void accept(String... hosts) {
        List.of(hosts).forEach(gateway::acceptedMoveOf);
    }
}
