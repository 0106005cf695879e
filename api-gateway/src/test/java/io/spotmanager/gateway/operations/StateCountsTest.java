package io.spotmanager.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list says how many operations are in each state, and neither that nor a page of it reads the whole table. */
@GatewayTest
class StateCountsTest {
    private static final String COUNTS = "/api/operations/counts";

    private final Gateway gateway;

    StateCountsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private Map<String, Long> counts(String filter) {
        var found = new TreeMap<String, Long>();
        gateway.viewer()
                .get(COUNTS + filter)
                .is(200)
                .json()
                .path("states")
                .forEach(each -> found.put(
                        each.path("state").asString() + (each.path("open").asBoolean() ? "*" : ""),
                        each.path("count").asLong()));
        return found;
    }

    @Test
    void without_operations_nothing_is_counted() {
        assertThat(counts("")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | {NEEDS_OPERATOR*=1, REQUESTED*=1, SUCCEEDED=1}
            ?state=SUCCEEDED          | {NEEDS_OPERATOR*=1, REQUESTED*=1, SUCCEEDED=1}
            ?open=false               | {NEEDS_OPERATOR*=1, REQUESTED*=1, SUCCEEDED=1}
            ?host=H2                  | {NEEDS_OPERATOR*=1}
            ?pool=L40-n3&q=h3         | {REQUESTED*=1}
            ?pool=H100-n3             | {}
            ?user=operator&kind=drain | {}
            ?from=2999-01-01T00:00:00Z | {}
            """)
    void the_other_filters_count(String filter, String expected) {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H1"));
        gateway.worker().getsStuckWith(gateway.acceptedMoveOf("H2"));
        gateway.acceptedMoveOf("H3");

        assertThat(counts(filter)).hasToString(expected);
    }

    @Test
    void a_viewer_does_not_learn_from_a_count_what_a_cloud_said() {
        gateway.worker().getsStuckWith(gateway.acceptedMoveOf("H2"));
        gateway.tamper("update operation set cause = 'Nova refused (409 secret-word)'");

        assertThat(counts("?q=secret-word")).isEmpty();
        assertThat(gateway.operator().get(COUNTS + "?q=secret-word").text()).contains("NEEDS_OPERATOR");
    }

    @Test
    void ended_ones_are_counted_as_far_as_is_said_and_an_open_one_of_old_is_counted_too() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H1"));
        gateway.copyTheOnlyOperation(StateCounts.DEPTH + 10);
        gateway.tamper("update operation set created_at = created_at - interval '1 day' where subject = 'H1'");
        gateway.worker().getsStuckWith(gateway.acceptedMoveOf("H2"));
        gateway.tamper("update operation set created_at = created_at - interval '2 days' where subject = 'H2'");

        assertThat(counts("")).isEqualTo(Map.of("NEEDS_OPERATOR*", 1L, "SUCCEEDED", (long) StateCounts.DEPTH));
        var since = gateway.viewer().get(COUNTS).json().path("ended_since").asString();
        assertThat(since).isNotEmpty();
        assertThat(gateway.viewer()
                        .get(COUNTS + "?from=" + since)
                        .json()
                        .path("states")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_state_in_which_nothing_is_does_not_make_a_page_read_the_whole_history() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H1"));
        gateway.copyTheOnlyOperation(OperationList.SEARCH_DEPTH + 10);

        var page = gateway.viewer()
                .get("/api/operations?state=ROLLED_BACK")
                .is(200)
                .json();

        assertThat(page.path("items").size()).isZero();
        assertThat(page.path("next_cursor").asString())
                .as("the rest was not read yet")
                .isNotEmpty();
    }

    @Test
    void every_part_of_the_count_is_read_through_an_index() {
        gateway.worker().carriesOut(gateway.acceptedMoveOf("H1"));
        gateway.copyTheOnlyOperation(60_000);
        gateway.jdbc().sql("analyze operation").update();

        for (var filter : List.of(
                filter("", "", "", "", ""),
                filter("migration", "", "", "", ""),
                filter("", "H1", "", "", ""),
                filter("migration", "", "operator", "", ""),
                filter("", "", "", "L40-n3", ""),
                filter("", "", "", "", "demand"))) {
            var plan = plan(filter);

            assertThat(plan).as("%s", filter).doesNotContain("Seq Scan").contains("Index");
            assertThat(rowsRead(plan)).as("%s: %s", filter, plan).isLessThanOrEqualTo(StateCounts.DEPTH + 1);
        }
    }

    private static OperationFilter filter(String kind, String host, String user, String pool, String q) {
        return new OperationFilter(null, kind, host, pool, user, null, null, q);
    }

    private String plan(OperationFilter filter) {
        var period = new OperationPeriod(null, null);
        var conditions = FilterConditions.beside(filter, FilterConditions.lead(filter, period));
        return String.join(
                "\n",
                gateway.jdbc()
                        .sql("explain (analyze, costs off, timing off) " + StateCounts.sql(filter, period))
                        .params(conditions.values())
                        .param("depth", StateCounts.DEPTH)
                        .query(String.class)
                        .list());
    }

    /** The most rows that one node reads. */
    private static long rowsRead(String plan) {
        return Pattern.compile("actual rows=([0-9]+)")
                .matcher(plan)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .max()
                .orElseThrow();
    }
}
