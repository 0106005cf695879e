package io.spotmanager.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@GatewayTest
class AnalyticsTest {
    private static final String ANALYTICS = "/api/analytics";

    private final Gateway gateway;

    AnalyticsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void without_operations_there_are_no_kinds_and_the_last_thirty_days_are_meant() {
        var report = gateway.viewer().get(ANALYTICS).is(200).json();

        var today = LocalDate.now(ZoneOffset.UTC);
        assertThat(report.path("kinds")).isEmpty();
        assertThat(report.path("from").asString()).isEqualTo(today.minusDays(30) + "T00:00:00Z");
        assertThat(report.path("to").asString()).isEqualTo(today.plusDays(1) + "T00:00:00Z");
    }

    @Test
    void operations_are_counted_by_day_and_state_with_how_long_they_took() {
        for (var millis = 1; millis <= 100; millis++) {
            ended("2020-03-01T12:00:00Z", millis * 10);
        }
        ended("2020-03-02T23:59:59.999Z", 7_000);
        gateway.worker().getsStuckWith(acceptedAt("2020-03-02T00:00:00Z"));
        ended("2020-03-03T00:00:00Z", 1);

        var kind = kind("?from=2020-03-01T00:00:00Z&to=2020-03-03T00:00:00Z");

        assertThat(kind.path("kind").asString()).isEqualTo("migration");
        assertThat(kind.path("total").asInt()).isEqualTo(102);
        assertThat(kind.path("open").asInt()).isOne();
        assertThat(kind.path("by_state").toString()).isEqualTo("{\"NEEDS_OPERATOR\":1,\"SUCCEEDED\":101}");
        assertThat(kind.path("days").toString()).isEqualTo("""
                [{"day":"2020-03-01","open":0,"by_state":{"SUCCEEDED":100},"p50_ms":500,"p95_ms":950},\
                {"day":"2020-03-02","open":1,"by_state":{"NEEDS_OPERATOR":1,"SUCCEEDED":1},"p50_ms":7000,"p95_ms":7000}]""");
    }

    @Test
    void a_day_is_counted_again_for_as_long_as_one_of_its_operations_is_open() {
        var question = "?from=2020-04-01T00:00:00Z&to=2020-04-02T00:00:00Z";
        var open = acceptedAt("2020-04-01T12:00:00Z");

        assertThat(kind(question).path("by_state").toString()).isEqualTo("{\"REQUESTED\":1}");
        assertThat(kind(question).path("days").path(0).has("p50_ms")).isFalse();

        gateway.worker().carriesOut(open);
        assertThat(kind(question).path("by_state").toString()).isEqualTo("{\"SUCCEEDED\":1}");
    }

    @Test
    void an_operation_of_today_counts_at_once() {
        gateway.acceptedMoveOf("H1");
        assertThat(kind("").path("total").asInt()).isEqualTo(1);

        gateway.acceptedMoveOf("H2");
        assertThat(kind("").path("total").asInt()).isEqualTo(2);
    }

    @Test
    void a_step_takes_from_the_end_of_the_one_before_to_its_own_with_every_try() {
        var quick = gateway.acceptedMoveOf("H1");
        gateway.worker().carriesOut(quick);
        wrote(quick, 2, "1 second");
        var slow = gateway.acceptedMoveOf("H2");
        gateway.worker().triesInVain(slow);
        gateway.tamper("update operation set available_at = now() where id = '%s'".formatted(slow));
        gateway.worker().carriesOut(slow);
        wrote(slow, 2, "40 seconds");
        wrote(slow, 3, "90 seconds");
        gateway.worker().getsStuckWith(gateway.acceptedMoveOf("H3"));

        assertThat(kind("").path("steps").toString())
                .isEqualTo("[{\"step\":\"move\",\"count\":2,\"p50_ms\":1000,\"p95_ms\":90000,\"usual_ms\":1000}]");
    }

    @Test
    void bad_days_do_not_change_what_is_usual() {
        for (var host : new String[] {"H1", "H2", "H3"}) {
            var bad = gateway.acceptedMoveOf(host);
            gateway.worker().triesInVain(bad);
            gateway.tamper("update operation set available_at = now() where id = '%s'".formatted(bad));
            gateway.worker().carriesOut(bad);
            wrote(bad, 2, "40 seconds");
            wrote(bad, 3, "90 seconds");
        }
        assertThat(kind("").path("steps").path(0).has("usual_ms"))
                .as("no first attempt has succeeded")
                .isFalse();
        var good = gateway.acceptedMoveOf("H4");
        gateway.worker().carriesOut(good);
        wrote(good, 2, "2 seconds");

        var step = kind("").path("steps").path(0);

        assertThat(step.path("p50_ms").asInt()).isEqualTo(90_000);
        assertThat(step.path("usual_ms").asInt()).isEqualTo(2_000);
    }

    @ParameterizedTest
    @CsvSource({
        "from=2020-01-02T00:00:00Z&to=2020-01-01T00:00:00Z",
        "from=2020-01-01T00:00:00Z&to=2020-01-01T00:00:00Z",
        "from=2999-01-01T00:00:00Z",
        "from=2019-01-01T00:00:00Z&to=2020-01-03T00:00:00Z"
    })
    void a_range_that_makes_no_sense_is_refused(String query) {
        gateway.viewer()
                .get(ANALYTICS + "?" + query)
                .isProblem(400, "invalid-request")
                .says("at most 366 days");
    }

    private JsonNode kind(String query) {
        var kinds = gateway.viewer().get(ANALYTICS + query).is(200).json().path("kinds");
        assertThat(kinds).hasSize(1);
        return kinds.path(0);
    }

    private UUID acceptedAt(String moment) {
        var id = gateway.acceptedMoveOf("host-" + UUID.randomUUID());
        gateway.tamper("update operation set created_at = '%s' where id = '%s'".formatted(moment, id));
        return id;
    }

    /** Straight into the table: what is counted is the rows. */
    private void ended(String moment, int tookMillis) {
        gateway.tamper("""
                insert into operation (id, kind, subject, state, open, request, requested_by, audit_seq, audit_head,
                                       created_at, ended_at)
                values ('%s', 'migration', 'H1', 'SUCCEEDED', false, '{}', 'ann', 0, '',
                        '%3$s', '%3$s'::timestamptz + %2$d * interval '1 millisecond')""".formatted(UUID.randomUUID(), tookMillis, moment));
    }

    private void wrote(UUID operation, int seq, String afterTheFirst) {
        gateway.tamper("""
                update audit_entry as later set at = first.at + interval '%s' from audit_entry as first
                where later.operation_id = '%s' and later.seq = %d
                  and first.operation_id = later.operation_id and first.seq = 1""".formatted(afterTheFirst, operation, seq));
    }
}
