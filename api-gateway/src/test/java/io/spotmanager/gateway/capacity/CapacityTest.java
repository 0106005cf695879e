package io.spotmanager.gateway.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A day of 2024, of L40 with two pools and of H100 with one: half of the GPUs are free until noon, and a quarter from then on. */
@GatewayTest
class CapacityTest {
    private static final String CAPACITY = "/api/capacity";
    private static final String DAY = "from=2024-05-01T00:00:00Z&to=2024-05-02T00:00:00Z";

    private final Gateway gateway;

    CapacityTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void a_day() {
        gateway.tamper("""
                insert into pool (name, aggregate_id, kind, gpu_type, gpu_type_from, nvlink)
                values ('L40-n3', 1, 'ON_DEMAND', 'L40', 'name', false), ('L40-n3-spot', 2, 'SPOT', 'L40', 'name', false),
                       ('H100-n3', 3, 'ON_DEMAND', 'H100', 'name', false)""", samples(5, "5 minutes"));
    }

    private static String samples(int minutes, String every) {
        return """
                insert into capacity
                select %d, gpu_type, pool, at, 2, 1, 0, 0, free, free, 16 - free, 0, 0
                from (values ('L40', ''), ('L40', 'L40-n3'), ('L40', 'L40-n3-spot'), ('H100', ''), ('H100', 'H100-n3')) as s(gpu_type, pool),
                     generate_series('2024-05-01T00:00:00Z'::timestamptz, '2024-05-01T23:59:59Z', '%s') as at,
                     lateral (select case when at < '2024-05-01T12:00:00Z' then 8 else 4 end as free) as f""".formatted(minutes, every);
    }

    private JsonNode ask(String query) {
        return gateway.viewer().get(CAPACITY + "?" + query).is(200).json();
    }

    private static List<String> series(JsonNode report) {
        return report.path("series")
                .valueStream()
                .map(one ->
                        one.path("gpu_type").asString() + " " + one.path("pool").asString("-"))
                .toList();
    }

    @Test
    void without_a_type_the_types_are_shown_and_with_one_its_pools_too() {
        assertThat(series(ask(DAY))).containsExactly("H100 -", "L40 -");
        assertThat(series(ask(DAY + "&gpu_type=L40"))).containsExactly("L40 -", "L40 L40-n3", "L40 L40-n3-spot");
        assertThat(series(ask(DAY + "&pool=H100-n3"))).containsExactly("H100 H100-n3");
    }

    @Test
    void a_day_is_shown_by_five_minutes_and_longer_steps_are_averages() {
        var fine = ask(DAY + "&pool=L40-n3");
        assertThat(fine.path("step").asString()).isEqualTo("PT5M");
        assertThat(fine.at("/series/0/points")).hasSize(288);
        assertThat(fine.at("/series/0/points/144").toString())
                .isEqualTo(
                        "{\"at\":\"2024-05-01T12:00:00Z\",\"hosts\":2.0,\"hosts_available\":1.0,\"hosts_under_way\":0.0,\"hosts_out_of_stock\":0.0,"
                                + "\"gpus\":{\"free\":4.0,\"free_least\":4,\"used\":12.0,\"under_way\":0.0,\"out_of_stock\":0.0}}");

        var day = ask(DAY + "&pool=L40-n3&step=PT24H").at("/series/0/points");
        assertThat(day).hasSize(1);
        assertThat(day.at("/0/gpus/free").asDouble()).isEqualTo(6);
        assertThat(day.at("/0/gpus/free_least").asInt()).isEqualTo(4);
    }

    @Test
    void a_time_without_samples_has_no_points() {
        gateway.tamper("delete from capacity where at between '2024-05-01T06:00:00Z' and '2024-05-01T06:59:00Z'");

        assertThat(ask(DAY + "&pool=L40-n3&step=PT1H").at("/series/0/points"))
                .hasSize(23)
                .noneMatch(point -> point.path("at").asString().contains("T06"));
        assertThat(ask("from=2023-05-01T00:00:00Z&to=2023-05-02T00:00:00Z").path("series"))
                .isEmpty();
    }

    @Test
    void operations_on_its_hosts_and_pools_are_told() {
        gateway.cloud().fails("too-many-requests"); // so that these hosts are not known to be unknown
        gateway.tamper("insert into pool_host (pool, host) values ('L40-n3-spot', 'H3')");
        var moved = gateway.acceptedMoveOf("H1");
        var launched = gateway.operator()
                .post("/api/execute-runpod-launch", Gateway.launchOn("H3"))
                .is(202)
                .id();

        assertThat(ask("pool=L40-n3")
                        .path("operations")
                        .valueStream()
                        .map(mark -> mark.path("id").asString()))
                .containsExactly(moved.toString());
        assertThat(ask("gpu_type=L40")
                        .path("operations")
                        .valueStream()
                        .map(mark -> mark.path("id").asString()))
                .containsExactly(launched.toString(), moved.toString());
        assertThat(ask("gpu_type=H100").path("operations")).isEmpty();
        assertThat(ask("gpu_type=L40").path("operations_left_out").asBoolean()).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            gpu_type | gpu_type=L41                                                     | is not known: there are H100, L40
            pool     | pool=L40-n4                                                      | is not known
            pool     | gpu_type=L40&pool=H100-n3                                        | does not sell L40
            from     | from=2024-05-02T00:00:00Z&to=2024-05-01T00:00:00Z                | must be before to
            from     | from=2020-05-02T00:00:00Z&to=2024-05-01T00:00:00Z                | at most 732 days
            from     | from=yesterday                                                   |
            step     | step=PT7M                                                        | must be one of PT5M, PT15M
            step     | from=2024-04-01T00:00:00Z&to=2024-05-01T00:00:00Z&step=PT5M      | one of PT30M, PT1H
            """)
    void what_is_wrong_is_named_with_what_would_be_right(String field, String query, String sentence) {
        var reply = gateway.viewer().get(CAPACITY + "?" + query).blames(field);
        if (sentence != null) {
            reply.says(sentence);
        }
    }

    @Test
    void a_pool_that_is_gone_is_still_shown() {
        gateway.tamper("delete from pool where name = 'L40-n3-spot'");

        assertThat(series(ask(DAY + "&pool=L40-n3-spot"))).containsExactly("L40 L40-n3-spot");
    }
}
