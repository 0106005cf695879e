package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.inventory.projection.DriftDetector.FinishedMove;
import io.spotmanager.inventory.snapshot.FinishedMoves;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a move came to is read from the description of its workflow, whatever that calls itself and its states. */
class FinishedMovesTest {
    private static final String HOST = "CA1-ESC8-L40-01";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final WorkflowDescriptions descriptions = new WorkflowDescriptions(InventoryDatabase.jdbc());
    private int minutes;

    @BeforeEach
    void relocations_are_described() {
        InventoryDatabase.empty();
        InventoryDatabase.describeMoves("relocation", 1, "ARRIVED");
    }

    private FinishedMoves.Latest latest() {
        return new FinishedMoves(InventoryDatabase.jdbc(), descriptions).of(List.of(HOST, "another-host"));
    }

    /** One minute after the one before; it began a minute earlier than it ended. */
    private FinishedMove ended(String kind, String state, @Nullable String target) {
        return move(kind, state, target, false);
    }

    private FinishedMove move(String kind, String state, @Nullable String target, boolean open) {
        var id = UUID.randomUUID();
        minutes++;
        InventoryDatabase.jdbc()
                .sql("""
                insert into operation (id, kind, subject, state, open, request, requested_by, audit_seq, audit_head, created_at,
                                       ended_at)
                values (:id, :kind, :host, :state, :open, json_build_object('target_aggregate', :target::text)::jsonb, 'ann', 1, '',
                        :end::timestamptz - interval '1 minute', case when not :open then :end::timestamptz end)
                """)
                .param("id", id)
                .param("kind", kind)
                .param("host", HOST)
                .param("state", state)
                .param("open", open)
                .param("target", target)
                .param("end", end(minutes).toString())
                .update();
        return new FinishedMove(id, String.valueOf(target), end(minutes));
    }

    private void withdrawn(String state) {
        var id = ended("withdrawal", state, null).operation();
        InventoryDatabase.jdbc()
                .sql("update operation set request = '{\"source_aggregate\": \"A\"}' where id = ?")
                .param(id)
                .update();
    }

    @Test
    void after_a_withdrawal_a_host_is_expected_nowhere_and_after_one_that_was_undone_where_it_was() {
        InventoryDatabase.describeMoves("withdrawal", 1, "SUCCEEDED");
        var before = ended("relocation", "ARRIVED", "A");
        withdrawn("BROUGHT_BACK");
        assertThat(latest().finished().values())
                .extracting(FinishedMove::operation)
                .containsExactly(before.operation());

        withdrawn("SUCCEEDED");

        assertThat(latest().finished()).isEmpty();
        assertThat(latest().undescribed()).isEmpty();
    }

    private static Instant end(int minutes) {
        return NOON.plusSeconds(60L * minutes);
    }

    @Test
    void a_move_that_ended_at_the_end_of_the_happy_path_put_the_host_where_it_was_asked_to() {
        ended("relocation", "ARRIVED", "A");
        var second = ended("relocation", "ARRIVED", "B");

        assertThat(latest().finished()).containsOnlyKeys(HOST).containsValue(second);
        assertThat(latest().undescribed()).isEmpty();
    }

    @Test
    void after_a_move_that_nothing_is_left_of_the_one_before_counts_again_but_only_for_later_reads() {
        var first = ended("relocation", "ARRIVED", "A");
        ended("relocation", "REFUSED", "B");
        ended("relocation", "BROUGHT_BACK", "C");

        assertThat(latest().finished())
                .containsValue(new FinishedMove(first.operation(), first.expected(), end(3)))
                .hasSize(1);
    }

    @Test
    void after_a_move_that_a_person_ended_where_the_host_was_no_pool_is_expected() {
        ended("relocation", "ARRIVED", "A");
        ended("relocation", "TAKEN_OVER", "B");

        assertThat(latest()).isEqualTo(new FinishedMoves.Latest(Map.of(), Set.of()));
    }

    @Test
    void while_a_move_is_open_no_pool_is_expected() {
        ended("relocation", "ARRIVED", "A");
        move("relocation", "UNDER_WAY", "B", true);

        assertThat(latest().finished()).isEmpty();
    }

    @Test
    void an_operation_without_a_target_is_no_move() {
        var move = ended("relocation", "ARRIVED", "A");
        ended("inspection", "DONE", null);

        assertThat(latest().finished()).containsValue(move);
        assertThat(latest().undescribed()).isEmpty();
    }

    @Test
    void of_a_move_that_nobody_has_described_nothing_is_known() {
        ended("relocation", "ARRIVED", "A");
        ended("transfer", "ARRIVED", "B");

        assertThat(latest().finished()).isEmpty();
        assertThat(latest().undescribed()).containsExactly(HOST);
    }

    @Test
    void a_state_that_only_an_earlier_release_knew_means_what_that_release_said() {
        InventoryDatabase.describeMoves("relocation", 2, "PLACED");

        var old = ended("relocation", "ARRIVED", "A");
        assertThat(latest().finished()).containsValue(old);

        var now = ended("relocation", "PLACED", "B");
        assertThat(latest().finished()).containsValue(now);
    }

    @Test
    void an_end_that_no_description_knows_sets_no_expectation() {
        ended("relocation", "ARRIVED", "A");
        ended("relocation", "TELEPORTED", "B");

        assertThat(latest().finished()).isEmpty();
        assertThat(latest().undescribed()).isEmpty();
    }
}
