package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas and those who want a fresh snapshot. */
class InventoryTest {
    private static final String FULL_READ = "GET /v2.1/os-aggregates";

    private final SimulatedFleet cloud =
            new SimulatedFleet(SimulatorOptions.defaults().withLatency(Duration.ofMillis(200)));
    private final Replica one = new Replica(cloud.cloud());
    private final Replica two = new Replica(cloud.cloud());

    @BeforeEach
    void nothing_is_known() {
        InventoryDatabase.empty();
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
        cloud.close();
    }

    @Test
    void what_was_never_read_is_due_and_what_was_just_read_is_not() {
        one.inventory.refreshWhenDue();
        assertThat(cloud.calls()).containsEntry(FULL_READ, 1);

        one.inventory.refreshWhenDue();
        two.inventory.refreshWhenDue();
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void what_is_older_than_agreed_is_due() {
        one.inventory.refreshWhenDue();
        InventoryDatabase.jdbc()
                .sql("update snapshot set read_at = read_at - interval '61 seconds'")
                .update();

        two.inventory.refreshWhenDue();

        assertThat(cloud.calls()).containsEntry(FULL_READ, 2);
    }

    @Test
    void of_all_replicas_one_reads() {
        atOnce(List.of(one, two, one, two));

        assertThat(cloud.calls()).containsEntry(FULL_READ, 1);
    }

    @Test
    void many_who_ask_at_once_share_a_read_that_begins_after_they_asked() {
        one.inventory.refreshWhenDue();
        cloud.calls();

        IntStream.range(0, 50).forEach(_ -> one.records.times().want());
        atOnce(List.of(one, two));

        assertThat(cloud.calls()).containsEntry(FULL_READ, 1);
    }

    @Test
    void who_asks_while_a_read_is_under_way_gets_another_one_whoever_makes_it() {
        var reading = CompletableFuture.runAsync(one.inventory::refreshWhenDue);
        cloud.awaitCall(FULL_READ);
        two.records.times().want();
        two.inventory.refreshWhenDue(); // finds the other at it, and leaves it to that one

        reading.join();

        assertThat(cloud.calls()).containsEntry(FULL_READ, 2);
        assertThat(one.records.times().isWanted()).isFalse();
    }

    /** For example because another session has locked a row of the snapshot. */
    @Test
    void a_snapshot_that_cannot_be_saved_is_not_read_again_and_again() {
        InventoryDatabase.jdbc()
                .sql("alter table source rename to source_elsewhere")
                .update();
        try {
            one.inventory.refreshWhenDue();
            one.inventory.refreshWhenDue();
            one.inventory.refreshWhenDue();
        } finally {
            InventoryDatabase.jdbc()
                    .sql("alter table source_elsewhere rename to source")
                    .update();
        }

        assertThat(cloud.calls()).containsEntry(FULL_READ, 1);
        two.inventory.refreshWhenDue();
        assertThat(cloud.calls()).containsEntry(FULL_READ, 1);
    }

    @Test
    void when_many_hosts_have_changed_everything_is_read_at_once() {
        one.inventory.refreshWhenDue();
        cloud.calls();

        one.inventory.refresh(Set.of("CA1-ESC8-L40-01", "CA1-ESC8-L40-02", "CA1-ESC8-L40-03", "CA1-ESC8-L40-04"));

        assertThat(cloud.calls()).containsEntry(FULL_READ, 1).containsEntry("GET /v2.1/flavors/detail", 1);
        assertThat(one.calls("host")).isZero();
    }

    private static void atOnce(List<Replica> replicas) {
        CompletableFuture.allOf(replicas.stream()
                        .map(replica -> CompletableFuture.runAsync(replica.inventory::refreshWhenDue))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
