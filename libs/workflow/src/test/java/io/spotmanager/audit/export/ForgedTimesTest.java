package io.spotmanager.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.AuditVerification.Report;
import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.audit.TrustedKeys;
import io.spotmanager.audit.VerificationRules;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who can write hashes but no signatures chooses times for which no checkpoint would be missed. */
class ForgedTimesTest {
    private static final String NOT_COVERED = "no verified checkpoint covers";
    private static final String DATED_LATER = "dated later than the history was read";

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final Instant now = Instant.now();
    private final CheckpointKey key = CheckpointKey.parse(Keys.privateKey());
    private final VerificationRules rules =
            VerificationRules.trusting(TrustedKeys.none().and(key));

    @BeforeEach
    void an_operation_of_two_hours_ago_that_a_checkpoint_has_seen() {
        acceptedAt(now.minus(Duration.ofHours(2)));
        var writer = new Checkpoints(
                database.jdbc(),
                database.transactions(),
                () -> now.minus(Duration.ofMinutes(90)),
                key,
                Duration.ofMinutes(1));
        assertThat(writer.write()).isEqualTo(1);
    }

    @Test
    void entries_dated_in_the_future_are_found_in_the_database_and_in_its_export() {
        var forged = acceptedAt(now.plus(Duration.ofDays(365)));

        assertThat(inDatabase().findings())
                .singleElement()
                .asString()
                .startsWith("1 entries are " + DATED_LATER)
                .contains("the first is entry 1 of operation " + forged);
        assertThat(inFile(export(), now).findings())
                .singleElement()
                .asString()
                .startsWith("1 entries are " + DATED_LATER);
    }

    @Test
    void a_clock_that_is_a_minute_and_a_half_fast_is_nobodys_forgery() {
        acceptedAt(now.plus(Duration.ofSeconds(90)));

        assertThat(inDatabase().findings()).isEmpty();
        assertThat(inFile(export(), Instant.now()).findings()).isEmpty();
    }

    @Test
    void an_export_dated_in_the_future_makes_no_entry_a_past_one() {
        acceptedAt(now.plus(Duration.ofDays(360)));
        var file = exportedAt(now.plus(Duration.ofDays(365)).toString());

        assertThat(inFile(file, now).findings())
                .anyMatch(finding -> finding.contains("one of the two clocks is wrong, or the file"))
                .anyMatch(finding -> finding.contains(DATED_LATER));
    }

    @Test
    void an_export_dated_in_the_past_excuses_no_missing_checkpoint() {
        var forged = acceptedAt(now.minus(Duration.ofHours(1)));
        acceptedAt(now);

        assertThat(inFile(exportedAt(now.minus(Duration.ofMinutes(59)).toString()), now)
                        .findings())
                .anyMatch(finding -> finding.contains(NOT_COVERED) && finding.contains(forged.toString()))
                .anyMatch(finding -> finding.contains(DATED_LATER));
        assertThat(inFile(exportedAt(Instant.MIN.toString()), now).findings())
                .anyMatch(finding -> finding.contains(NOT_COVERED));
    }

    @Test
    void an_export_that_does_not_say_its_time_is_judged_by_what_it_holds() {
        var file = export().replaceFirst("(\"end\".*),\"at\":\"[^\"]*\"", "$1");
        assertThat(inFile(file, now).findings()).isEmpty();

        acceptedAt(now.minus(Duration.ofHours(1)));
        acceptedAt(now.minus(Duration.ofMinutes(30)));
        var report = inFile(export().replaceFirst("(\"end\".*),\"at\":\"[^\"]*\"", "$1"), now);

        assertThat(report.findings()).singleElement().asString().contains("1 operations have", NOT_COVERED);
        assertThat(report.scope().notes()).anyMatch(note -> note.startsWith("The file does not say when"));
    }

    @Test
    void an_honest_export_is_whole_a_month_later_and_it_is_said_where_it_ends() {
        acceptedAt(now);

        var report = inFile(export(), now.plus(Duration.ofDays(30)));

        assertThat(report.findings()).isEmpty();
        assertThat(report.whole()).isTrue();
        assertThat(report.scope().notes())
                .anyMatch(note -> note.startsWith("The file ends at"))
                .anyMatch(note -> note.contains("before checkpoints were due for the latest entries of 1 operations"));
    }

    @Test
    void a_young_first_entry_hides_no_old_ones_behind_it() {
        var id = acceptedAt(now);
        var second = AuditEntry.after(
                database.history(id).getFirst().head(),
                id,
                now.minus(Duration.ofHours(1)),
                new AuditEvent("w1", "NOTED", "REQUESTED", "REQUESTED", "check", 1, 0),
                "{}");
        database.insert(second);

        assertThat(inDatabase().findings()).anyMatch(finding -> finding.contains(NOT_COVERED));
        assertThat(inFile(export(), now).findings()).anyMatch(finding -> finding.contains(NOT_COVERED));
    }

    /** An operation whose entry and whose row agree on that time, hash and all. */
    private static UUID acceptedAt(Instant at) {
        var id = database.accepted("gpu-" + at);
        var entry = database.history(id).getFirst();
        var forged = AuditEntry.after(AuditHead.NONE, id, at, entry.what(), entry.detail());
        database.tamper(
                "update audit_entry set at = '%s', hash = '%s' where operation_id = '%s'"
                        .formatted(forged.at(), forged.hash(), id),
                "update operation set audit_head = '%s', created_at = '%2$s', entered_at = '%2$s', updated_at = '%2$s' where id = '%3$s'"
                        .formatted(forged.hash(), forged.at(), id));
        return id;
    }

    private Report inDatabase() {
        return database.verification().verify(rules);
    }

    private Report inFile(String text, Instant clock) {
        var lines = text.lines().toList();
        var at = ExportVerifier.totals(lines.getLast())
                .map(HistoryLine.Totals::at)
                .orElse(null);
        return ExportVerifier.verify(lines.stream(), rules, at, clock);
    }

    private static String exportedAt(String time) {
        return export().replaceFirst("(\"end\".*,\"at\":\")[^\"]*", "$1" + time);
    }

    private static String export() {
        var text = new StringBuilder();
        database.export().writeTo(text);
        return text.toString();
    }
}
