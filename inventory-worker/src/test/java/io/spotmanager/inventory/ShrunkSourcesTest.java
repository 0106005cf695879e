package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.ComputeInventory;
import io.spotmanager.fleet.snapshot.SourceDoubts;
import io.spotmanager.fleet.snapshot.SourceHealth;
import io.spotmanager.simulator.SimulatorOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nova answers 200 with an empty list, or with the first few, as after a change of a policy or of the project of the log-in. */
class ShrunkSourcesTest {
    private static final String FLEET = """
            select concat_ws(' ', (select md5(string_agg(pool || host, ',' order by pool, host)) from pool_host),
                             (select md5(string_agg(id || coalesce(host, '-') || gpus, ',' order by id)) from vm),
                             (select md5(string_agg(name || status || vm_count, ',' order by name)) from host),
                             (select count(*) from flavor), (select count(*) from project))
            """;

    private final SimulatedFleet cloud = new SimulatedFleet(SimulatorOptions.defaults());
    private final Replica replica = new Replica(cloud.cloud());

    @BeforeEach
    void all_was_read() {
        InventoryDatabase.empty();
        replica.readAll();
    }

    @AfterEach
    void close() {
        replica.close();
        cloud.close();
    }

    @ParameterizedTest(name = "{2} of {0}")
    @CsvSource({
        "aggregates, aggregates, 0",
        "aggregates, aggregates, 1",
        "servers, servers, 0",
        "servers, servers, 1",
        "flavors, flavors, 0",
        "services, computeServices, 0",
        "services, computeServices, 2",
        "projects, projects, 0"
    })
    void the_fleet_stays_and_the_source_says_why_until_a_person_accepts_it(String source, String method, int left) {
        var before = InventoryDatabase.one(FLEET);
        try (var shrunk = new Replica(firstOf(left, method, cloud.cloud()))) {
            shrunk.readAll();
            shrunk.readAll();
        }
        try (var restarted = new Replica(firstOf(left, method, cloud.cloud()))) {
            restarted.readAll();

            assertThat(InventoryDatabase.one(FLEET)).isEqualTo(before);
            assertThat(health(source).state()).isEqualTo("STALE");
            assertThat(health(source).staleSince()).isNotNull();
            assertThat(health(source).error()).contains("%d ".formatted(left), "not believed", "/api/snapshot/accept");

            assertThat(doubts().accept(source, "ann", "the cloud was rebuilt")).isPresent();
            restarted.readAll();

            assertThat(health(source).state()).isEqualTo("OK");
            assertThat(InventoryDatabase.one(FLEET)).isNotEqualTo(before);
            assertThat(InventoryDatabase.one(
                            "select accepted_by || ': ' || reason from source_doubt where ended_at is not null"))
                    .isEqualTo("ann: the cloud was rebuilt");
        }
    }

    @Test
    void a_list_that_is_whole_again_ends_the_doubt_by_itself() {
        var before = InventoryDatabase.one(FLEET);
        try (var shrunk = new Replica(firstOf(0, "servers", cloud.cloud()))) {
            shrunk.readAll();
        }

        replica.readAll();

        assertThat(health("servers").state()).isEqualTo("OK");
        assertThat(InventoryDatabase.one(FLEET)).isEqualTo(before);
        assertThat(doubts().accept("servers", "ann", "too late")).isEmpty();
    }

    @Test
    void a_read_of_single_hosts_believes_no_more_than_a_full_one() {
        var host = InventoryDatabase.one("select host from vm where host is not null order by host limit 1");
        var before = InventoryDatabase.one(FLEET);
        for (var method : new String[] {"aggregates", "serversOn"}) {
            try (var shrunk = new Replica(firstOf(0, method, cloud.cloud()))) {
                shrunk.readHosts(host);
            }

            assertThat(InventoryDatabase.one(FLEET)).as(method).isEqualTo(before);
        }
    }

    private static SourceDoubts doubts() {
        return new SourceDoubts(InventoryDatabase.jdbc());
    }

    private static SourceHealth health(String source) {
        return InventoryDatabase.records().sources().all().stream()
                .filter(each -> each.name().equals(source))
                .findFirst()
                .orElseThrow();
    }

    /** The same cloud, which shows only the first few of what that method returns. */
    private static ComputeInventory firstOf(int left, String method, ComputeInventory whole) {
        return (ComputeInventory) Proxy.newProxyInstance(
                ShrunkSourcesTest.class.getClassLoader(),
                new Class<?>[] {ComputeInventory.class},
                (_, called, given) -> {
                    try {
                        var answer = called.invoke(whole, given);
                        return switch (answer) {
                            case ComputeInventory recording -> firstOf(left, method, recording);
                            case CloudResult<?> result
                            when called.getName().equals(method) ->
                                result.map(list ->
                                        ((List<?>) list).stream().limit(left).toList());
                            default -> answer;
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
