package io.spotmanager.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudBindingTest {
    private static final CloudIdentity PRODUCTION =
            new CloudIdentity("https://keystone.example.org:5000/v3", "admin", "RegionOne");
    private static final CloudIdentity MOVED =
            new CloudIdentity("https://identity.example.org/v3", "admin", "RegionOne");
    private static EmbeddedPostgres postgres;
    private DataSource database;
    private CloudBinding binding;

    @BeforeAll
    static void startServer() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void migrate() throws SQLException {
        var name = "d" + UUID.randomUUID().toString().replace("-", "");
        execute(postgres.getPostgresDatabase(), "create database " + name);
        database = postgres.getDatabase("postgres", name);
        new Schema(database).migrate();
        binding = new CloudBinding(database);
        assertThat(binding.current()).isEmpty();
    }

    @Test
    void the_first_part_binds_and_the_same_cloud_is_let_in_again() {
        binding.require(PRODUCTION, null);
        binding.require(PRODUCTION, null);

        assertThat(binding.current()).contains(PRODUCTION);
    }

    @Test
    void another_cloud_is_refused_with_both_names_and_the_way_out() {
        binding.require(PRODUCTION, null);

        assertThatThrownBy(() -> binding.require(MOVED, null))
                .isInstanceOf(WrongCloudException.class)
                .hasMessageContainingAll(
                        PRODUCTION.toString(), MOVED.toString(), "SPOT_CLOUD_REBIND_FROM='%s'".formatted(PRODUCTION));
        assertThat(binding.current()).contains(PRODUCTION);
    }

    @Test
    void another_region_and_another_project_are_another_cloud() {
        binding.require(PRODUCTION, null);

        for (var other : List.of(
                new CloudIdentity(PRODUCTION.cloud(), "admin", "RegionTwo"),
                new CloudIdentity(PRODUCTION.cloud(), "demo", "RegionOne"))) {
            assertThatThrownBy(() -> binding.require(other, null)).isInstanceOf(WrongCloudException.class);
        }
    }

    @Test
    void what_the_settings_leave_open_is_no_conflict() {
        binding.require(PRODUCTION, null);

        assertThatCode(() -> binding.require(new CloudIdentity(PRODUCTION.cloud(), "id:0123", "RegionOne"), null))
                .as("an id and a name may mean the same project")
                .doesNotThrowAnyException();
        assertThatCode(() -> binding.require(new CloudIdentity(PRODUCTION.cloud(), null, null), null))
                .as("a credential that carries its project, in a cloud of one region")
                .doesNotThrowAnyException();
    }

    @Test
    void the_first_part_that_names_the_region_binds_it_too() {
        binding.require(new CloudIdentity(PRODUCTION.cloud(), null, null), null);
        binding.require(PRODUCTION, null);

        assertThat(binding.current()).contains(PRODUCTION);
        assertThatThrownBy(() -> binding.require(new CloudIdentity(PRODUCTION.cloud(), null, "RegionTwo"), null))
                .isInstanceOf(WrongCloudException.class);
    }

    @Test
    void a_cloud_that_moved_is_bound_anew_by_naming_it_as_the_refusal_does_and_the_change_stays_on_record()
            throws SQLException {
        binding.require(PRODUCTION, null);

        assertThatThrownBy(() -> binding.require(MOVED, "https://mistyped.example.org/v3"))
                .isInstanceOf(WrongCloudException.class);
        binding.require(MOVED, PRODUCTION.toString());
        binding.require(MOVED, PRODUCTION.toString());

        assertThat(binding.current()).contains(MOVED);
        assertThatThrownBy(() -> binding.require(PRODUCTION, null))
                .as("a part that still has the old settings")
                .isInstanceOf(WrongCloudException.class);
        assertThat(rows()).containsExactly(PRODUCTION.cloud() + " was replaced", MOVED.cloud() + " is current");
    }

    @Test
    void a_demo_and_a_cloud_never_share_a_database_even_if_somebody_wishes() {
        binding.require(CloudBinding.DEMO, null);

        assertThatThrownBy(() -> binding.require(PRODUCTION, "demo"))
                .isInstanceOf(WrongCloudException.class)
                .hasMessageContainingAll("the cloud demo", PRODUCTION.cloud(), "--data");
        assertThat(binding.current()).contains(CloudBinding.DEMO);
    }

    @Test
    void two_parts_that_start_at_once_on_different_clouds_end_with_one_of_them_refused() throws Exception {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = new ArrayList<Future<?>>();
            for (var cloud : List.of(PRODUCTION, MOVED)) {
                starts.add(threads.submit(() -> {
                    go.await();
                    binding.require(cloud, null);
                    return cloud;
                }));
            }
            go.countDown();

            assertThat(starts.stream().map(CloudBindingTest::outcome)).containsExactlyInAnyOrder("bound", "refused");
        }
    }

    private static String outcome(Future<?> start) {
        try {
            start.get();
            return "bound";
        } catch (ExecutionException e) {
            return e.getCause() instanceof WrongCloudException ? "refused" : String.valueOf(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> rows() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select cloud || case when replaced_at is null then ' is current' else ' was replaced' end from cloud_binding order by id");
                var rows = query.executeQuery()) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
