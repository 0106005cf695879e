package io.spotmanager.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The gateway beside a real inventory worker and a simulated cloud. */
@GatewayTest
class SnapshotTest {
    private final Gateway gateway;

    SnapshotTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void before_the_first_look_every_source_is_unread() {
        assertThat(sources().valueStream().map(source -> source.path("state").asString()))
                .hasSize(9)
                .containsOnly("UNREAD");
    }

    @Test
    void a_refresh_that_is_asked_for_shows_how_fresh_each_source_is() {
        var before = Instant.now();
        gateway.readsTheCloud();

        var servers = source("servers");
        assertThat(servers.path("state").asString()).isEqualTo("OK");
        assertThat(Instant.parse(servers.path("read_at").asString())).isAfterOrEqualTo(before.minusSeconds(1));
        assertThat(servers.path("calls").asInt()).isEqualTo(1);
        assertThat(servers.path("items").asInt()).isPositive();
        assertThat(source("netbox").path("state").asString()).isEqualTo("OFF");
    }

    @Test
    void a_refresh_tells_the_generation_that_it_will_replace() {
        var generation =
                gateway.viewer().get("/api/snapshot").json().path("generation").asLong();

        assertThat(gateway.operator()
                        .post("/api/refresh", "")
                        .is(202)
                        .json()
                        .path("generation")
                        .asLong())
                .isGreaterThanOrEqualTo(generation);
    }

    @Test
    void a_cloud_that_is_away_leaves_the_picture_as_it_was_and_says_since_when_and_why() {
        var before = gateway.readsTheCloud().viewer().get("/api/aggregates/L40").is(200);
        gateway.cloud().fails("conflict");
        gateway.readsTheCloud();

        assertThat(source("aggregates").path("state").asString()).isEqualTo("STALE");
        assertThat(source("aggregates").path("trouble").asString()).contains("409");
        assertThat(source("aggregates").has("stale_since")).isTrue();
        assertThat(gateway.viewer().get("/api/aggregates/L40").is(200).text()).isEqualTo(before.text());
    }

    @Test
    void a_list_that_is_doubted_is_accepted_by_an_operator_who_says_why() {
        var body = "{\"source\": \"servers\", \"reason\": \"a new cloud\"}";
        gateway.operator()
                .post("/api/snapshot/accept", body)
                .isProblem(404, "not-found")
                .says("No list of the source servers is doubted");
        gateway.jdbc()
                .sql(
                        "insert into source_doubt (source, since, sentence) values ('servers', now(), '0 servers in place of 9')")
                .update();
        assertThat(source("servers").at("/doubt/shows").asString()).isEqualTo("0 servers in place of 9");
        assertThat(source("servers").at("/doubt").has("accepted_by")).isFalse();
        assertThat(source("aggregates").has("doubt")).isFalse();
        gateway.viewer().post("/api/snapshot/accept", body).is(403);
        gateway.operator()
                .post("/api/snapshot/accept", "{\"source\": \"servers\"}")
                .blames("reason");

        gateway.operator().post("/api/snapshot/accept", body).is(202);

        assertThat(source("servers").at("/doubt/accepted_by").asString()).isEqualTo("operator");
        var recorded = gateway.admin()
                .get("/api/security-log?event=LIST_ACCEPTED")
                .is(200)
                .json()
                .path("items");
        assertThat(recorded).hasSize(1);
        assertThat(recorded.path(0).path("actor").asString()).isEqualTo("operator");
        assertThat(recorded.path(0).path("detail").toString())
                .contains("servers", "0 servers in place of 9", "a new cloud");
        assertThat(gateway.jdbc()
                        .sql("select accepted_by || ': ' || reason from source_doubt")
                        .query(String.class)
                        .single())
                .isEqualTo("operator: a new cloud");
    }

    @Test
    void what_cannot_be_recorded_is_not_accepted() {
        gateway.jdbc()
                .sql("insert into source_doubt (source, since, sentence) values ('servers', now(), '0 in place of 9')")
                .update();
        gateway.jdbc()
                .sql("alter table security_entry add constraint nothing check (event <> 'LIST_ACCEPTED') not valid")
                .update();
        try {
            assertThat(gateway.operator()
                            .post("/api/snapshot/accept", "{\"source\": \"servers\", \"reason\": \"so few\"}")
                            .status())
                    .isGreaterThanOrEqualTo(500);
        } finally {
            gateway.jdbc()
                    .sql("alter table security_entry drop constraint nothing")
                    .update();
        }

        assertThat(source("servers").at("/doubt").has("accepted_by")).isFalse();
    }

    @Test
    void what_nobody_reads_any_more_is_stale_although_nothing_failed() {
        gateway.readsTheCloud();
        gateway.tamper("update source set read_at = '2026-01-01T00:00:00Z' where state = 'OK'");

        var servers = source("servers");
        assertThat(servers.path("state").asString()).isEqualTo("STALE");
        assertThat(servers.path("stale_since").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(servers.path("trouble").asString())
                .isEqualTo("no inventory worker has read it since 2026-01-01T00:00:00Z");
        assertThat(source("netbox").path("state").asString()).isEqualTo("OFF");
    }

    @Test
    void every_host_of_the_cloud_is_where_the_cloud_has_it() {
        gateway.readsTheCloud();

        var shown = new TreeMap<String, List<String>>();
        for (var type : gateway.viewer().get("/api/gpu-types").json().path("gpu_types")) {
            var name = type.path("gpu_type").asString();
            remember(gateway.viewer().get("/api/aggregates/" + name).json(), shown);
            remember(gateway.viewer().get("/api/contract-aggregates/" + name).json(), shown);
        }

        assertThat(shown).isEqualTo(gateway.cloud().pools());
    }

    private static void remember(JsonNode pools, TreeMap<String, List<String>> shown) {
        for (var pool : pools.path("pools")) {
            shown.put(
                    pool.path("name").asString(),
                    pool.path("hosts")
                            .valueStream()
                            .map(host -> host.path("hostname").asString())
                            .toList());
        }
    }

    private JsonNode source(String name) {
        return sources()
                .valueStream()
                .filter(source -> source.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode sources() {
        return gateway.viewer().get("/api/snapshot").is(200).json().path("sources");
    }
}
