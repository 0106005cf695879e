package io.spotmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A history that is longer than a portion is verified as a whole: nothing is left out or seen twice where portions meet. */
class VerificationInPortionsTest extends CheckpointFixture {
    private static final int A_PORTION = 2_000;
    private static final int OPERATIONS = 2 * A_PORTION + 1;

    @Test
    void what_is_missing_where_portions_meet_is_found_once() {
        IntStream.range(1, OPERATIONS).forEach(number -> database.accepted("gpu-1-" + number));
        now = Instant.now().plus(MINUTE);
        assertThat(writer(KEY).write()).isEqualTo(1);
        var ids = database.jdbc()
                .sql("select id from operation order by id")
                .query(UUID.class)
                .list();
        assertThat(findings()).isEmpty();
        assertThat(database.verification().verify().operations()).isEqualTo(OPERATIONS);

        var withoutRow = Stream.of(0, A_PORTION - 1, A_PORTION, A_PORTION + 1, 2 * A_PORTION - 1, OPERATIONS - 1)
                .map(ids::get)
                .toList();
        var withoutEntry =
                List.of(ids.get(1), ids.get(A_PORTION - 2), ids.get(A_PORTION + 2), ids.get(2 * A_PORTION - 2));
        withoutRow.forEach(id -> database.tamper("delete from operation where id = '%s'".formatted(id)));
        withoutEntry.forEach(id -> database.tamper("delete from audit_entry where operation_id = '%s'".formatted(id)));

        assertThat(findings())
                .filteredOn(finding -> finding.contains("and no row"))
                .containsExactlyInAnyOrderElementsOf(withoutRow.stream()
                        .map(id -> "operation %s has a history of 1 entries and no row".formatted(id))
                        .toList());
        assertThat(findings())
                .filteredOn(finding -> finding.contains("says its history ends"))
                .hasSize(withoutEntry.size());
        assertThat(findings())
                .filteredOn(finding -> finding.contains("which is gone or another one now"))
                .hasSize(withoutEntry.size());
    }
}
