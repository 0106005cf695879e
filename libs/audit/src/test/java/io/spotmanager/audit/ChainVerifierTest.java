package io.spotmanager.audit;

import static io.spotmanager.audit.History.BEGUN;
import static io.spotmanager.audit.History.ID;
import static io.spotmanager.audit.History.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Somebody who writes in the database changes a history, and the verification says what. */
class ChainVerifierTest {
    private static final String OPERATION = "operation " + ID;

    private final History history = History.accepted()
            .step("DONE", "REQUESTED", "CHECKED", 1, "{'facts':{'vms':3}}")
            .step("RETRY", "CHECKED", "CHECKED", 1, "{'why':'busy'}")
            .step("DONE", "CHECKED", "REMOVED", 2, "{'facts':{'removed':true}}");

    private List<String> with(UnaryOperator<List<AuditEntry>> forged) {
        return History.findings(forged.apply(new ArrayList<>(history.entries())), history.row());
    }

    private static AuditEntry changed(AuditEntry entry, String detail) {
        return new AuditEntry(entry.operationId(), entry.seq(), entry.at(), entry.what(), detail, entry.hash());
    }

    @Test
    void an_untouched_history_has_no_findings() {
        assertThat(history.findings()).isEmpty();
    }

    @Test
    void an_entry_is_kept_to_the_microsecond_and_follows_only_the_one_before() {
        var entry = AuditEntry.after(
                new AuditHead(4, "f00d"),
                ID,
                BEGUN.plusNanos(123_456_789),
                new AuditEvent("ann", "ASKED_CANCEL", "CHECKED", "CHECKED", null, 0, 0),
                "{}");

        assertThat(entry.seq()).isEqualTo(5);
        assertThat(entry.at()).isEqualTo(BEGUN.plusNanos(123_456_000));
        assertThat(entry.follows("f00d")).isTrue();
        assertThat(entry.follows("beef")).isFalse();
        assertThat(entry.head()).isEqualTo(new AuditHead(5, entry.hash()));
    }

    /** Histories of years are hashed like this. */
    @Test
    void the_hash_is_that_of_earlier_releases() {
        assertThat(ChainHash.of("a", null, 12, ""))
                .isEqualTo(ChainHash.sha256("1:a-:2:120:".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(ChainHash.of("ab", "c")).isNotEqualTo(ChainHash.of("a", "bc"));
        assertThat(ChainHash.sha256(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void each_field_of_an_entry_is_covered_by_its_hash() {
        var entry = history.entry(3);
        var what = entry.what();
        var forgeries = List.of(
                new AuditEvent("worker:w2", what.event(), what.fromState(), what.toState(), what.step(), 1, 1),
                new AuditEvent(what.actor(), "NOTED", what.fromState(), what.toState(), what.step(), 1, 1),
                new AuditEvent(what.actor(), what.event(), null, what.toState(), what.step(), 1, 1),
                new AuditEvent(what.actor(), what.event(), what.fromState(), "REMOVED", what.step(), 1, 1),
                new AuditEvent(what.actor(), what.event(), what.fromState(), what.toState(), null, 1, 1),
                new AuditEvent(what.actor(), what.event(), what.fromState(), what.toState(), what.step(), 2, 1),
                new AuditEvent(what.actor(), what.event(), what.fromState(), what.toState(), what.step(), 1, 2));
        var before = history.entry(2).hash();

        assertThat(forgeries)
                .noneMatch(forged ->
                        new AuditEntry(ID, 3, entry.at(), forged, entry.detail(), entry.hash()).follows(before));
        assertThat(new AuditEntry(ID, 3, entry.at().plusNanos(1_000), what, entry.detail(), entry.hash())
                        .follows(before))
                .isFalse();
        assertThat(new AuditEntry(ID, 3, entry.at().plusSeconds(1), what, entry.detail(), entry.hash()).follows(before))
                .isFalse();
        assertThat(new AuditEntry(ID, 4, entry.at(), what, entry.detail(), entry.hash()).follows(before))
                .isFalse();
        assertThat(new AuditEntry(new UUID(0, 8), 3, entry.at(), what, entry.detail(), entry.hash()).follows(before))
                .isFalse();
    }

    @Test
    void a_changed_entry_does_not_match_its_hash() {
        assertThat(with(entries -> {
                    entries.set(2, changed(entries.get(2), "{\"why\":\"nothing\"}"));
                    return entries;
                }))
                .containsExactly(OPERATION + ": entry 3 does not match its hash");
    }

    @Test
    void a_removed_entry_leaves_a_gap_that_the_hashes_show_too() {
        assertThat(with(entries -> {
                    entries.remove(2);
                    return entries;
                }))
                .containsExactly(
                        OPERATION + ": entry 4 follows entry 2", OPERATION + ": entry 4 does not match its hash");
    }

    @Test
    void a_history_that_was_cut_off_ends_before_its_row_says() {
        assertThat(with(entries -> entries.subList(0, 3)))
                .contains(OPERATION + " says its history ends with entry 4, the history ends with 3");
    }

    @Test
    void a_row_without_any_history_is_a_finding() {
        assertThat(with(entries -> List.of()))
                .containsExactly(OPERATION + " says its history ends with entry 4, the history ends with none");
    }

    @Test
    void a_history_without_a_row_is_a_finding() {
        var findings = new Findings();
        var verifier = new ChainVerifier(findings, BEGUN.plusSeconds(3_600));
        history.entries().forEach(verifier::next);
        verifier.end();

        assertThat(findings.sentences()).containsExactly(OPERATION + " has a history of 4 entries and no row");
    }

    @Test
    void a_reader_that_hands_over_rows_after_their_entries_is_told_the_same_at_once() {
        var findings = new Findings();
        var verifier = ChainVerifier.ofRowsThatFollow(findings, BEGUN.plusSeconds(3_600), ChainVerifier.State.NONE);
        history.entries().forEach(verifier::next);
        History.accepted(new UUID(0, 8)).entries().forEach(verifier::next);

        assertThat(findings.sentences()).containsExactly(OPERATION + " has a history of 4 entries and no row");
    }

    @Test
    void rows_at_the_end_of_an_export_are_compared_with_the_end_of_their_history() {
        var other = History.accepted(new UUID(0, 8));
        var findings = new Findings();
        var verifier = new ChainVerifier(findings, BEGUN.plusSeconds(3_600));
        history.entries().forEach(verifier::next);
        other.entries().forEach(verifier::next);
        verifier.next(new OperationRow(ID, history.head(), "REMOVED", null, List.of()));
        verifier.next(new OperationRow(new UUID(0, 8), other.head(), "CHECKED", null, List.of()));
        verifier.end();

        assertThat(findings.sentences())
                .containsExactly(
                        "operation %s: state is \"CHECKED\", its entries say \"REQUESTED\"".formatted(new UUID(0, 8)));
        assertThat(verifier.operations()).isEqualTo(2);
        assertThat(verifier.entries()).isEqualTo(5);
        assertThat(verifier.rows()).isEqualTo(2);
        assertThat(verifier.unproven()).isEqualTo(Map.of("row", 2L));
    }

    @Test
    void a_row_with_columns_that_does_not_follow_its_entries_says_that_it_was_not_compared() {
        var findings = new Findings();
        var verifier = new ChainVerifier(findings, BEGUN.plusSeconds(3_600));
        history.entries().forEach(verifier::next);
        History.accepted(new UUID(0, 8)).entries().forEach(verifier::next);
        verifier.next(OperationRow.of(history.row(), List.of()));

        assertThat(findings.sentences())
                .containsExactly(OPERATION + ": its row does not follow its entries, so it is not compared");
    }

    @Test
    void a_verification_in_portions_goes_on_where_the_portion_before_ended() {
        var findings = new Findings();
        var first = ChainVerifier.ofRowsThatFollow(findings, BEGUN.plusSeconds(60), ChainVerifier.State.NONE);
        history.entries().forEach(first::next);
        first.next(OperationRow.of(history.row(), List.of()));
        var second = ChainVerifier.ofRowsThatFollow(findings, BEGUN.plusSeconds(60), first.state());
        var other = History.accepted(new UUID(0, 8));
        other.entries().forEach(second::next);
        second.next(OperationRow.of(other.row(), List.of()));
        second.end();

        assertThat(second.operations()).isEqualTo(2);
        assertThat(second.entries()).isEqualTo(5);
        assertThat(second.rows()).isEqualTo(2);
        assertThat(findings.sentences())
                .singleElement()
                .asString()
                .startsWith("1 entries are dated later than the history was read, which was at 2031-01-01T12:01:00Z;"
                        + " the first is entry 4 of operation " + ID);
    }

    @Test
    void an_entry_from_the_future_is_one_that_a_checkpoint_could_not_see_yet() {
        var findings = new Findings();
        var verifier = new ChainVerifier(findings, BEGUN.plusSeconds(120));
        history.entries().forEach(verifier::next);
        verifier.next(OperationRow.of(history.row(), List.of()));
        verifier.end();

        assertThat(findings.sentences()).as("two minutes are the clocks' own").isEmpty();
    }

    @Test
    void a_detail_that_cannot_be_read_is_a_finding_and_a_nul_in_it_is_none() {
        var unreadable = AuditEntry.after(
                history.head(),
                ID,
                BEGUN.plusSeconds(300),
                new AuditEvent("worker:w1", "NOTED", "REMOVED", "REMOVED", "a step", 1, 2),
                "{\"facts\":");
        assertThat(ReplayedRow.detail(unreadable.detail())).isEmpty();
        assertThat(with(entries -> {
                    entries.add(unreadable);
                    return entries;
                }))
                .contains(OPERATION + ": the detail of entry 5 cannot be read");
        assertThat(ReplayedRow.detail("{\"why\":\"a\\u0000b\"}")).contains(json("{'why':'a\uFFFDb'}"));
        assertThat(ReplayedRow.detail("{\"why\":\"a\\\\u0000b\"}"))
                .as("a backslash and five characters")
                .contains(json("{'why':'a\\\\u0000b'}"));
    }

    // -- the row

    private List<String> row(String column, String value) {
        return history.findings(row -> {
            row.set(column, json(value));
            return row;
        });
    }

    @Test
    void each_column_of_the_row_is_what_its_entries_say() {
        assertThat(row("subject", "'gpu-2'"))
                .containsExactly(OPERATION + ": subject is \"gpu-2\", its entries say \"gpu-1\"");
        assertThat(row("request", "{'to':'runpod'}"))
                .containsExactly(OPERATION + ": request is {\"to\":\"runpod\"}, its entries say {\"to\":\"spot\"}");
        assertThat(row("requested_by", "'bob'")).hasSize(1);
        assertThat(row("reason", "null")).hasSize(1);
        assertThat(row("kind", "'launch'")).hasSize(1);
        assertThat(row("batch_id", "'b'")).hasSize(1);
        assertThat(row("facts", "{'vms':0,'removed':true}"))
                .containsExactly(OPERATION
                        + ": facts is {\"vms\":0,\"removed\":true}, its entries say {\"vms\":3,\"removed\":true}");
        assertThat(row("cause", "'a lie'")).hasSize(1);
        assertThat(row("asked", "{'signal':'CANCEL'}")).hasSize(1);
        assertThat(row("state", "'CHECKED'"))
                .containsExactly(OPERATION + ": state is \"CHECKED\", its entries say \"REMOVED\"");
    }

    @Test
    void a_number_is_the_same_however_it_is_written() {
        assertThat(row("facts", "{'vms':3.0,'removed':true}")).isEmpty();
    }

    @Test
    void a_missing_column_is_a_finding_and_a_long_value_is_shortened() {
        assertThat(history.findings(row -> {
                    row.remove("subject");
                    return row;
                }))
                .hasSize(1);
        assertThat(row("subject", "'" + "x".repeat(118) + "'"))
                .singleElement()
                .asString()
                .doesNotContain("...");
        assertThat(row("subject", "'" + "x".repeat(119) + "'"))
                .singleElement()
                .asString()
                .contains("subject is \"" + "x".repeat(119) + "..., its entries");
    }

    @Test
    void times_of_the_row_are_those_of_the_entries_but_for_two_minutes() {
        for (var column : List.of("created_at", "entered_at", "updated_at")) {
            var time = Instant.parse(history.row().get(column).asString());
            assertThat(row(column, "'%s'".formatted(time.plusSeconds(120)))).isEmpty();
            assertThat(row(column, "'%s'".formatted(time.minusSeconds(120)))).isEmpty();
            assertThat(row(column, "'%s'".formatted(time.plusSeconds(121)))).hasSize(1);
            assertThat(row(column, "'infinity'")).hasSize(1);
        }
    }

    @Test
    void an_open_operation_has_no_end_and_a_closed_one_ends_with_its_last_entry() {
        assertThat(row("ended_at", "'2031-01-01T12:04:00Z'"))
                .containsExactly(OPERATION + ": ended_at is \"2031-01-01T12:04:00Z\", its entries say null");
        var ended = ended();
        assertThat(ended.findings()).isEmpty();
        assertThat(ended.findings(row -> row.putNull("ended_at"))).hasSize(1);
        assertThat(ended.findings(row -> row.put("open", true))).isNotEmpty();
    }

    private static History ended() {
        return History.accepted()
                .step("DONE", "REQUESTED", "CHECKED", 3, "{}")
                .says(
                        new AuditEvent("worker:w1", "DONE", "CHECKED", "MOVED", "a step", 1, 3),
                        "{}",
                        "{'open':false,'actions':[]}");
    }

    @Test
    void the_fence_of_a_row_never_falls_and_rests_once_the_operation_has_ended() {
        assertThat(row("fence", "3")).as("claimed since").isEmpty();
        assertThat(row("fence", "1")).containsExactly(OPERATION + ": fence is 1, its entries say 2");
        assertThat(ended().findings(row -> row.put("fence", 4))).hasSize(1);
        assertThat(ended().findings(row -> row.put("fence", 2))).hasSize(1);
    }

    @Test
    void an_attempt_may_have_been_lost_with_each_claim_and_no_more() {
        assertThat(row("attempt", "1")).as("the claim that goes on").isEmpty();
        assertThat(row("attempt", "2")).containsExactly(OPERATION + ": attempt is 2, its entries say 0");
        assertThat(row("attempt", "-1")).hasSize(1);
        assertThat(history.findings(row -> row.put("fence", 4).put("attempt", 3)))
                .isEmpty();
        assertThat(history.findings(row -> row.put("fence", 4).put("attempt", 4)))
                .hasSize(1);
        assertThat(ended().findings(row -> row.put("attempt", 1))).hasSize(1);
    }

    @Test
    void what_no_entry_says_is_counted_as_unproven_and_a_column_that_cannot_be_read_is_told() {
        var old = History.accepted();
        old.says(new AuditEvent("worker:w1", "DONE", "REQUESTED", "CHECKED", "a step", 1, 1), "{}", "{}");
        old.says(new AuditEvent("worker:w1", "INVENTED", "CHECKED", "CHECKED", "a step", 1, 1), "{}", "{}");
        var findings = new Findings();
        var verifier = new ChainVerifier(findings, BEGUN.plusSeconds(3_600));
        old.entries().forEach(verifier::next);
        verifier.next(OperationRow.of(old.row(), List.of("subject")));
        verifier.end();

        assertThat(findings.sentences())
                .containsExactly(OPERATION + ": subject cannot be read, its entries say \"gpu-1\"");
        assertThat(verifier.unproven())
                .isEqualTo(Map.of("open", 1L, "actions", 1L, "facts", 1L, "cause", 1L, "asked", 1L, "attempt", 1L));
    }

    @Test
    void an_operation_that_was_closed_where_others_went_on_is_a_finding() {
        var open = History.accepted().step("DONE", "REQUESTED", "CHECKED", 1, "{}");
        var closed = History.accepted(new UUID(0, 8)).step("NOTED", "REQUESTED", "REQUESTED", 1, "{}");
        closed.says(new AuditEvent("worker:w1", "DONE", "REQUESTED", "CHECKED", "a step", 1, 1), "{}", "{}");
        var further = History.accepted(new UUID(0, 9))
                .step("DONE", "REQUESTED", "CHECKED", 1, "{}")
                .step("DONE", "CHECKED", "REMOVED", 1, "{}");
        var findings = new Findings();
        var verifier = new ChainVerifier(findings, BEGUN.plusSeconds(3_600));
        for (var each : List.of(open, closed, further)) {
            each.entries().forEach(verifier::next);
            var row = each.row();
            row.put("open", each != closed);
            row.set("actions", json("[]"));
            row.set("ended_at", each == closed ? row.get("updated_at") : json("null"));
            verifier.next(OperationRow.of(row, List.of()));
        }
        verifier.end();

        assertThat(findings.sentences())
                .containsExactly("1 operations of kind move are closed in state CHECKED, which is no end:"
                        + " others went on from it; the first is operation " + new UUID(0, 8));
    }

    @Test
    void very_many_findings_are_counted_and_the_first_thousand_told() {
        var findings = new Findings();
        for (var n = 0; n < 1_001; n++) {
            findings.add("finding %d", n);
        }
        findings.add("one of 100 %");

        assertThat(findings.count()).isEqualTo(1_002);
        assertThat(findings.sentences()).hasSize(1_000).startsWith("finding 0").endsWith("finding 999");
        assertThat(new Findings(findings.state()).count()).isEqualTo(1_002);
    }

    @Test
    void a_state_is_entered_once_however_often_its_step_is_tried() {
        assertThat(History.accepted()
                        .step("DONE", "REQUESTED", "CHECKED", 1, "{}")
                        .later(900)
                        .step("RETRY", "CHECKED", "CHECKED", 1, "{'why':'busy'}")
                        .findings())
                .isEmpty();
    }

    @Test
    void an_end_that_needed_no_claim_does_not_say_how_often_the_operation_was_claimed() {
        var cancelled = History.accepted()
                .step("DONE", "REQUESTED", "CHECKED", 3, "{}")
                .says(
                        new AuditEvent("olga", "CANCEL", "CHECKED", "CANCELLED", null, 0, 0),
                        "{'asked_by':'olga','why':'wrong host'}",
                        "{'open':false,'actions':[]}");
        assertThat(cancelled.findings(row -> row.put("fence", 5))).isEmpty();
        assertThat(cancelled.findings(row -> row.put("fence", 2))).hasSize(1);

        var neverClaimed = History.accepted()
                .says(
                        new AuditEvent("olga", "CANCEL", "REQUESTED", "CANCELLED", null, 0, 0),
                        "{'asked_by':'olga','why':'wrong host'}",
                        "{'open':false,'actions':[]}");
        assertThat(neverClaimed.findings()).isEmpty();
        assertThat(neverClaimed.findings(row -> row.put("fence", 1))).hasSize(1);
    }

    @Test
    void entries_whose_row_another_row_or_the_end_of_the_portion_takes_the_place_of_have_none() {
        for (var next : List.<java.util.function.Consumer<ChainVerifier>>of(
                ChainVerifier::state,
                verifier -> verifier.next(
                        OperationRow.of(History.accepted(new UUID(0, 8)).row(), List.of())))) {
            var findings = new Findings();
            var verifier = ChainVerifier.ofRowsThatFollow(findings, BEGUN.plusSeconds(3_600), ChainVerifier.State.NONE);
            history.entries().forEach(verifier::next);
            next.accept(verifier);

            assertThat(findings.sentences()).contains(OPERATION + " has a history of 4 entries and no row");
        }
    }

    @Test
    void the_time_of_an_entry_is_hashed_in_seconds_and_microseconds() {
        var entry = AuditEntry.after(
                AuditHead.NONE,
                ID,
                BEGUN.plusNanos(123_456_000),
                new AuditEvent("ann", "ACCEPTED", null, "REQUESTED", null, 0, 0),
                "{}");

        assertThat(entry.hash())
                .isEqualTo(ChainHash.of(
                        "", ID, 1, 1_925_035_200L, 123_456, "ann", "ACCEPTED", null, "REQUESTED", null, 0, 0L, "{}"));
    }

    @Test
    void what_one_portion_saw_closed_and_another_saw_go_on_is_a_finding_too() {
        var findings = new Findings();
        var state = ChainVerifier.State.NONE;
        for (var id = 1; id <= 3; id++) {
            var each = History.accepted(new UUID(0, id));
            each.says(new AuditEvent("worker:w1", "DONE", "REQUESTED", "CHECKED", "a step", 1, 1), "{}", "{}");
            if (id == 3) {
                each.step("DONE", "CHECKED", "REMOVED", 1, "{}");
            }
            var portion = ChainVerifier.ofRowsThatFollow(findings, BEGUN.plusSeconds(3_600), state);
            each.entries().forEach(portion::next);
            var row = each.row();
            row.put("open", id == 3).set("actions", json("[]"));
            row.set("ended_at", id == 3 ? json("null") : row.get("updated_at"));
            portion.next(OperationRow.of(row, List.of()));
            state = portion.state();
            if (id == 3) {
                portion.end();
            }
        }

        assertThat(findings.sentences())
                .containsExactly("2 operations of kind move are closed in state CHECKED, which is no end:"
                        + " others went on from it; the first is operation " + new UUID(0, 1));
    }
}
