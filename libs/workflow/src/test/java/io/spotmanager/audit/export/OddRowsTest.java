package io.spotmanager.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.AuditVerification.Report;
import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.TrustedKeys;
import io.spotmanager.audit.VerificationRules;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Keys;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import io.spotmanager.workflow.operation.SubmissionResult;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL keeps values that nothing here can read. Each is told; none ends a verification or an export. */
class OddRowsTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private UUID id;

    @BeforeEach
    void an_operation_that_was_accepted_with_a_key() {
        var command = KernelDatabase.command("gpu-1", new Idempotency("a key", "a hash"));
        id = ((SubmissionResult.Accepted) database.intake().accept(command)).operationId();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            request        ; repeat('9', 2001)
            request        ; repeat('[', 501) || repeat(']', 501)
            request        ; repeat('[', 500) || repeat(']', 500)
            facts          ; '{"vm": ' || repeat('9', 100000) || '}'
            facts          ; repeat('{"a":', 2000) || '1' || repeat('}', 2000)
            asked          ; repeat('[', 2000) || repeat(']', 2000)
            actions        ; repeat('[', 2000) || repeat(']', 2000)
            action_effects ; repeat('[', 2000) || repeat(']', 2000)
            """)
    void a_column_that_cannot_be_read_is_a_finding(String column, String value) {
        database.tamper("update operation set %s = (%s)::jsonb".formatted(column, value));
        var finding = "operation %s: %s cannot be read, its entries say".formatted(id, column);

        assertThat(inDatabase().findings()).singleElement().asString().startsWith(finding);
        assertThat(inFile().findings()).singleElement().asString().startsWith(finding);
    }

    @ParameterizedTest
    @ValueSource(ints = {495, 496, 497, 498, 499, 500})
    void what_can_be_exported_can_be_read_again_however_deep_it_is(int depth) {
        database.tamper(
                "update operation set request = (repeat('[', %1$d) || repeat(']', %1$d))::jsonb".formatted(depth));

        assertThat(inDatabase().findings()).singleElement().asString().contains(": request ");
        assertThat(inFile().findings()).isEqualTo(inDatabase().findings());
    }

    @Test
    void two_such_columns_are_told_one_by_one_and_the_others_are_compared() {
        database.tamper(
                "update operation set request = repeat('9', 2001)::jsonb, facts = repeat('9', 2001)::jsonb, requested_by = 'bob'");

        assertThat(inDatabase().findings())
                .hasSize(3)
                .anyMatch(finding -> finding.contains("request cannot be read"))
                .anyMatch(finding -> finding.contains("facts cannot be read, its entries say {}"))
                .anyMatch(finding -> finding.contains("requested_by is \"bob\", its entries say \"ann\""));
        assertThat(inFile().findings()).hasSize(3);
    }

    @Test
    void an_escaped_nul_in_an_entry_of_an_earlier_release_is_what_the_row_has_in_its_place() {
        rewritten(detail -> detail.replace("because", "be\\u0000cause"));
        database.tamper("update operation set reason = 'be\uFFFDcause'");

        assertThat(inDatabase().findings()).isEmpty();
        assertThat(inFile().findings()).isEmpty();
    }

    @Test
    void a_key_is_compared_though_a_nul_stands_beside_it() {
        rewritten(detail -> detail.replace("because", "be\\u0000cause").replace("a hash", "another hash"));
        database.tamper("update operation set reason = 'be\uFFFDcause'");

        assertThat(inDatabase().findings())
                .containsExactly(
                        "the idempotency key \"a key\" of \"ann\" leads to operation %s, which was accepted with another key or request"
                                .formatted(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999999", "[", "9"})
    void a_detail_that_cannot_be_read_is_a_finding(String odd) {
        var value = odd.length() > 1 ? odd : odd.repeat(2_001) + (odd.equals("[") ? "]".repeat(2_001) : "");
        rewritten(detail -> detail.replaceFirst("\\{", "{\"odd\":%s,".formatted(value)));
        var finding = "operation %s: the detail of entry 1 cannot be read".formatted(id);

        assertThat(inDatabase().findings()).contains(finding);
        assertThat(inFile().findings()).contains(finding);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "\"x\"", "[1]", "null", "1e300"})
    void an_attempt_that_an_entry_tells_and_that_is_no_number_is_a_finding(String attempt) {
        rewritten(detail -> detail.replace("\"row\":{", "\"row\":{\"attempt\":%s,".formatted(attempt)));

        assertThat(inDatabase().findings()).anyMatch(finding -> finding.contains("attempt is 0, its entries say"));
        assertThat(inFile().findings()).anyMatch(finding -> finding.contains("attempt is 0, its entries say"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"infinity", "-infinity", "4000-01-01 BC", "294276-01-01"})
    void times_that_no_calendar_has_are_findings(String time) {
        database.tamper(
                "update audit_entry set at = '%s'".formatted(time),
                "update operation set created_at = '%1$s', entered_at = '%1$s'".formatted(time));

        assertThat(inDatabase().whole()).isFalse();
        assertThat(inFile().whole()).isFalse();
    }

    /** The first entry with another detail, hash and all. */
    private void rewritten(UnaryOperator<String> change) {
        var entry = database.history(id).getFirst();
        var forged = AuditEntry.after(AuditHead.NONE, id, entry.at(), entry.what(), change.apply(entry.detail()));
        assertThat(forged.hash()).isNotEqualTo(entry.hash());
        database.tamper("delete from audit_entry");
        database.insert(forged);
        database.tamper("update operation set audit_head = '%s'".formatted(forged.hash()));
    }

    private static VerificationRules rules() {
        return VerificationRules.trusting(TrustedKeys.none().and(CheckpointKey.parse(Keys.privateKey())));
    }

    private static Report inDatabase() {
        return database.verification().verify(rules());
    }

    private static Report inFile() {
        var text = new StringBuilder();
        database.export().writeTo(text);
        return ExportVerifier.verify(text.toString().lines(), rules(), Instant.now(), Instant.now());
    }
}
