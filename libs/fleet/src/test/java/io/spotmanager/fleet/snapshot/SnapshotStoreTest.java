package io.spotmanager.fleet.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.fleet.table.DeviceRow;
import io.spotmanager.fleet.table.FlavorRow;
import io.spotmanager.fleet.table.HostRow;
import io.spotmanager.fleet.table.HostRow.Drift;
import io.spotmanager.fleet.table.HostRow.Netbox;
import io.spotmanager.fleet.table.HostRow.Reason;
import io.spotmanager.fleet.table.HostRow.Sale;
import io.spotmanager.fleet.table.HostRow.Service;
import io.spotmanager.fleet.table.HostRow.Usage;
import io.spotmanager.fleet.table.MemberRow;
import io.spotmanager.fleet.table.Ownership;
import io.spotmanager.fleet.table.PoolRow;
import io.spotmanager.fleet.table.ProjectRow;
import io.spotmanager.fleet.table.Table;
import io.spotmanager.fleet.table.Tables;
import io.spotmanager.fleet.table.VmRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SnapshotStoreTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");
    private static final Tables ALL = Tables.EMPTY
            .with(Table.POOL, List.of(new PoolRow("L40-n3", 1, "ON_DEMAND", "L40", "name", false, null)))
            .with(Table.MEMBER, List.of(new MemberRow("L40-n3", "H1"), new MemberRow("L40-n3", "H2")))
            .with(Table.HOST, List.of(host("H1", 1), host("H2", 0)))
            .with(Table.VM, List.of(vm("vm-1", "H1"), vm("vm-2", null)))
            .with(Table.FLAVOR, List.of(new FlavorRow("n3-L40x1", 1)))
            .with(Table.PROJECT, List.of(new ProjectRow("p", "acme")))
            .with(
                    Table.DEVICE,
                    List.of(new DeviceRow(
                            "H1",
                            "active",
                            new Ownership("Acme", null, "CA1", null),
                            true,
                            List.of("gpu"),
                            null,
                            null)));

    private final SnapshotStore store = FleetDatabase.store();

    @BeforeEach
    void nothing_is_known() {
        FleetDatabase.empty();
    }

    @Test
    void a_fleet_of_many_portions_is_written_changed_and_read_back_whole() {
        var before = vms(2_501, "H1");
        var after = vms(2_501, "H2");
        write(before);
        write(after);

        var read = new AtomicReference<Tables>();
        FleetDatabase.store()
                .change(
                        found -> {
                            read.set(found);
                            return found;
                        },
                        () -> false);

        assertThat(read.get().byKey(Table.VM)).isEqualTo(after.byKey(Table.VM));
    }

    private static Tables vms(int count, String host) {
        return Tables.EMPTY.with(
                Table.VM,
                IntStream.range(0, count).mapToObj(n -> vm("vm-" + n, host)).toList());
    }

    @Test
    void what_is_written_is_read_back_to_the_letter() {
        write(ALL);

        var read = new AtomicReference<Tables>();
        FleetDatabase.store()
                .change(
                        before -> {
                            read.set(before);
                            return before;
                        },
                        () -> false);

        for (var table : Table.values()) {
            assertThat(read.get().byKey(table)).as(table.sqlName()).isEqualTo(ALL.byKey(table));
        }
    }

    @Test
    void the_generation_rises_exactly_when_something_has_changed() {
        assertThat(write(ALL).generation()).isEqualTo(1);
        assertThat(write(ALL).generation()).isEqualTo(1);
        assertThat(write(ALL.with(Table.VM, List.of())).generation()).isEqualTo(2);
        assertThat(FleetDatabase.one("select generation from snapshot")).isEqualTo("2");
    }

    @Test
    void only_rows_that_have_changed_are_written() {
        write(ALL);
        var untouched = "select xmin from host where name = 'H2'";
        var before = FleetDatabase.one(untouched);

        var saved = write(ALL.with(Table.HOST, List.of(host("H1", 5), host("H2", 0))));

        assertThat(saved.rows()).isOne();
        assertThat(saved.changedHosts()).containsExactly("H1");
        assertThat(FleetDatabase.one(untouched)).isEqualTo(before);
        assertThat(FleetDatabase.one("select gpu_used from host where name = 'H1'"))
                .isEqualTo("5");
    }

    @Test
    @Timeout(30)
    void what_a_forgotten_session_has_locked_keeps_its_value_and_all_else_is_saved() throws SQLException {
        write(ALL);
        var after = ALL.with(Table.HOST, List.of(host("H1", 5), host("H2", 7)))
                .with(Table.MEMBER, List.of(new MemberRow("L40-n3", "H2")))
                .with(Table.VM, List.of(vm("vm-2", "H2")));

        try (var forgotten = FleetDatabase.connection();
                var statement = forgotten.createStatement()) {
            forgotten.setAutoCommit(false);
            statement
                    .executeQuery("select from host where name = 'H1' for update")
                    .close();

            assertThat(write(after).changedHosts()).containsExactly("H2");

            forgotten.rollback();
        }
        assertThat(FleetDatabase.one("select string_agg(name || ' ' || gpu_used, ', ' order by name) from host"))
                .isEqualTo("H1 1, H2 7");
        assertThat(FleetDatabase.one("select string_agg(host, ', ' order by host) from pool_host"))
                .as("no row of a host contradicts the others")
                .isEqualTo("H1, H2");
        assertThat(FleetDatabase.one("select string_agg(id || ' ' || host, ', ' order by id) from vm"))
                .isEqualTo("vm-1 H1, vm-2 H2");

        assertThat(write(after).changedHosts()).containsExactly("H1");
        assertThat(FleetDatabase.one("select string_agg(name || ' ' || gpu_used, ', ' order by name) from host"))
                .isEqualTo("H1 5, H2 7");
    }

    @Test
    @Timeout(30)
    void what_a_forgotten_session_has_locked_of_sources_keeps_its_value_and_holds_up_no_refresh() throws SQLException {
        var sources = new SourceTable(FleetDatabase.jdbc());
        var doubts = new SourceDoubts(FleetDatabase.jdbc());
        var times = new RefreshTimes(FleetDatabase.jdbc());
        var began = times.now();
        var away = new SourceAttempt(began, new SourceReport.Failed("away"));
        doubts.believed("servers", Map.of("servers", 1));
        times.hostsRead(List.of("H1"), began);

        try (var forgotten = FleetDatabase.connection();
                var statement = forgotten.createStatement()) {
            forgotten.setAutoCommit(false);
            for (var table : List.of("source where name = 'servers'", "source_measure", "host_read")) {
                statement
                        .executeQuery("select from %s for update".formatted(table))
                        .close();
            }

            times.forgetHostsBefore(began);
            doubts.believed("servers", Map.of("servers", 2));
            sources.record(Map.of("servers", away, "flavors", away));

            assertThat(times.hostsSince(began))
                    .as("a locked row counts as deleted")
                    .isEmpty();
            forgotten.rollback();
        }
        assertThat(FleetDatabase.one("select string_agg(name, ', ') from source where trouble = 'away'"))
                .isEqualTo("flavors");
        doubts.believed("servers", Map.of("servers", 2));
        assertThat(FleetDatabase.one("select believed from source_measure")).isEqualTo("2");
    }

    @Test
    void an_unchanged_fleet_writes_nothing_at_all() {
        write(ALL);
        var before = FleetDatabase.one("select pg_current_wal_insert_lsn()");

        var saved = write(ALL);

        assertThat(saved.rows()).isZero();
        assertThat(saved.changed()).isFalse();
        assertThat(FleetDatabase.one(
                        "select pg_current_wal_insert_lsn()::pg_lsn - '%s'::pg_lsn < 1000".formatted(before)))
                .isEqualTo("t");
    }

    @Test
    void a_host_has_changed_when_it_moves_or_one_of_its_servers_does() {
        write(ALL);

        assertThat(write(ALL.with(Table.MEMBER, List.of(new MemberRow("L40-n3", "H1"))))
                        .changedHosts())
                .containsExactly("H2");
        write(ALL);
        assertThat(write(ALL.with(Table.VM, List.of(vm("vm-1", "H2"), vm("vm-2", null))))
                        .changedHosts())
                .containsExactly("H1", "H2");
    }

    @Test
    void a_replica_sees_what_another_has_written() {
        write(ALL);
        var other = FleetDatabase.store();
        other.change(before -> before.with(Table.VM, List.of()), () -> false);

        var saved = store.change(before -> before, () -> false);

        assertThat(saved.rows()).isZero();
        assertThat(saved.generation()).isEqualTo(2);
        assertThat(FleetDatabase.one("select count(*) from vm")).isEqualTo("0");
    }

    @Test
    void writers_at_the_same_moment_lose_nothing() {
        write(ALL.with(Table.FLAVOR, List.of()));
        var replicas = Stream.generate(() -> FleetDatabase.store()).limit(4).toList();

        IntStream.range(0, 40)
                .parallel()
                .forEach(number -> replicas.get(number % 4)
                        .change(
                                before -> before.with(
                                        Table.FLAVOR,
                                        Stream.concat(
                                                        before.flavors().stream(),
                                                        Stream.of(new FlavorRow("flavor-" + number, number)))
                                                .toList()),
                                () -> false));

        assertThat(FleetDatabase.one("select count(*) from flavor")).isEqualTo("40");
        assertThat(FleetDatabase.one("select generation from snapshot")).isEqualTo("41");
    }

    @Test
    void what_fails_half_way_leaves_nothing_behind() {
        write(ALL);
        try {
            store.change(before -> before.with(Table.VM, List.of()), () -> {
                throw new IllegalStateException("the database went away");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("went away");
        }

        assertThat(FleetDatabase.one("select count(*) from vm")).isEqualTo("2");
        assertThat(store.change(before -> before, () -> false).rows()).isZero();
    }

    @Test
    void characters_that_no_table_keeps_do_not_stand_in_the_way() {
        write(ALL.with(Table.PROJECT, List.of(new ProjectRow("p", "a\u0000b"))));

        assertThat(FleetDatabase.one("select name from project")).isEqualTo("a\ufffdb");
    }

    private Saved write(Tables tables) {
        UnaryOperator<Tables> edit = _ -> tables;
        return store.change(edit, () -> false);
    }

    private static HostRow host(String name, int gpus) {
        return new HostRow(
                name,
                new Sale(
                        "L40-n3",
                        "L40",
                        null,
                        "nova",
                        "IN_USE",
                        List.of(new Reason("NO_AGGREGATE", "in no aggregate"))),
                new Usage(gpus, 8, 1, List.of(), null),
                name.equals("H1") ? new Service(true, false, "why") : Service.NONE,
                new Ownership("Acme", "Investors", null, "R1"),
                new Netbox("active", "https://netbox/1"),
                name.equals("H1") ? new Drift(new UUID(1, 2), "L40-n3-spot", NOON) : Drift.NONE);
    }

    private static VmRow vm(String id, @Nullable String host) {
        return new VmRow(
                id, "name of " + id, "ACTIVE", host, new VmRow.Tenant("p", null), new VmRow.Size("n3-L40x1", 1), NOON);
    }
}
