package io.spotmanager.system.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.db.CloudBinding;
import io.spotmanager.db.CloudIdentity;
import io.spotmanager.db.Schema;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Database;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database and a broker that the environment names are used, and a demo's database stays a demo's. */
// One that starts all the same would never end.
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GivenServicesTest {
    private static final Map<String, String> A_CLOUD = Map.of(
            "OS_AUTH_URL", "http://127.0.0.1:9/v3",
            "OS_USERNAME", "mover",
            "OS_PASSWORD", "secret",
            "OS_PROJECT_NAME", "admin");

    @Test
    void the_demo_works_on_them_and_brings_none_along(@TempDir Path folder) throws Exception {
        try (var database = Database.startEmpty();
                var broker = Brokers.best()) {
            var environment = new HashMap<>(database.environment());
            environment.putAll(broker.environment());
            try (var demo = Demo.with("given-services", environment)) {
                var move = demo.cloud().fleet().spotMoves().getFirst();
                var operation = demo.operator().move(move);
                await("the end of the move")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> demo.operator().operation(operation).over());

                assertThat(demo.operator().operation(operation).state()).isEqualTo("SUCCEEDED");
                assertThat(database.operations()).containsExactly(operation);
                assertThat(demo.data().resolve("postgres")).doesNotExist();
            }
            refusesTheDatabaseOfTheDemo(database, folder);
        }
    }

    private static void refusesTheDatabaseOfTheDemo(Database database, Path folder) throws Exception {
        var environment = new HashMap<>(database.environment());
        environment.putAll(A_CLOUD);

        var refusal = Demo.refused("run", folder.resolve("real"), environment);

        assertThat(refusal.exitCode()).as(refusal.output()).isEqualTo(2);
        assertThat(refusal.output()).contains("A demo made this database", "SPRING_DATASOURCE_URL");
    }

    @Test
    void the_demo_leaves_a_database_alone_that_no_demo_made(@TempDir Path folder) throws Exception {
        try (var database = Database.startEmpty()) {
            database.jdbc().sql("create table orders (id int)").update();

            var refusal = Demo.refused("demo", folder.resolve("data"), database.environment());

            assertThat(refusal.exitCode()).as(refusal.output()).isEqualTo(2);
            assertThat(refusal.output()).contains("neither empty nor one that a demo made");
            assertThat(database.jdbc()
                            .sql("select count(*) from pg_tables where schemaname = 'public'")
                            .query(Integer.class)
                            .single())
                    .isOne();
        }
    }

    @Test
    void settings_of_a_database_without_its_address_are_refused(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");

        var refusal = Demo.refused("demo", data, Map.of("SPRING_DATASOURCE_USERNAME", "spot"));

        assertThat(refusal.exitCode()).as(refusal.output()).isEqualTo(2);
        assertThat(refusal.output()).contains("SPRING_DATASOURCE_USERNAME is set, but SPRING_DATASOURCE_URL is not");
        assertThat(data).doesNotExist();
    }

    @Test
    void every_part_that_calls_a_cloud_refuses_the_database_of_another_one_and_names_both() throws Exception {
        try (var database = Database.startEmpty()) {
            new Schema(database.dataSource()).migrate();
            new CloudBinding(database.dataSource())
                    .require(new CloudIdentity("https://keystone.example.org/v3", "admin", "NO1"), null);
            var environment = new HashMap<>(database.environment());
            environment.putAll(A_CLOUD);

            for (var part : List.of("migration-worker", "launch-worker", "inventory-worker")) {
                var refusal = Refusal.of(part, List.of("--server.port=0"), environment);

                assertThat(refusal.exitCode()).as(refusal.output()).isNotZero();
                assertThat(refusal.output())
                        .as(part)
                        .contains(
                                "belongs to the cloud https://keystone.example.org/v3, project admin, region NO1",
                                "settings name http://127.0.0.1:9/v3, project admin",
                                "SPOT_CLOUD_REBIND_FROM")
                        .doesNotContain("\tat ");
            }
        }
    }
}
