package io.spotmanager.workflow.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.workflow.audit.AuditVerification.Report;
import io.spotmanager.workflow.audit.CheckpointKey;
import io.spotmanager.workflow.audit.Checkpoints;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two operations and the checkpoint that saw them, exported, and changed between export and verification. */
class VerifyHistoryTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    @TempDir
    private Path folder;

    private final KeyPair keys = Keys.pair();
    private UUID first;

    @BeforeEach
    void a_history() {
        first = database.accepted("gpu-1");
        database.accepted("gpu-2");
        var key = CheckpointKey.parse(Keys.pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        var later = Instant.now().plusSeconds(1);
        new Checkpoints(database.jdbc(), database.transactions(), () -> later, key, Duration.ofMinutes(1)).write();
    }

    @Test
    void an_export_that_nobody_touched_is_whole() throws IOException {
        var report = verified(export());

        assertThat(report.findings()).isEmpty();
        assertThat(report.whole()).isTrue();
        assertThat(report.operations()).isEqualTo(2);
        assertThat(report.entries()).isEqualTo(2);
        assertThat(report.checkpoints().count()).isEqualTo(1);
        assertThat(VerifyHistory.text(report))
                .contains("2 entries of 2 operations, 1 checkpoints")
                .endsWith("whole\n");
    }

    @Test
    void the_database_itself_is_verified_the_same() throws IOException {
        assertThat(VerifyHistory.verify(List.of(database.url()), name -> null)).isEqualTo(verified(export()));
    }

    @Test
    void who_names_a_key_accepts_no_other() throws IOException {
        var file = export().toString();
        var mine = write("mine.pem", Keys.pem("PUBLIC KEY", keys.getPublic().getEncoded()));
        var other = write(
                "other.pem", Keys.pem("PUBLIC KEY", Keys.pair().getPublic().getEncoded()));

        assertThat(VerifyHistory.verify(List.of(file, "--key", mine), name -> null)
                        .whole())
                .isTrue();
        assertThat(VerifyHistory.verify(List.of(file, "--key", other, "--key", mine), name -> null)
                        .whole())
                .isTrue();
        assertThat(VerifyHistory.verify(List.of(file, "--key", other), name -> null)
                        .findings())
                .singleElement()
                .asString()
                .startsWith("checkpoint 1 was signed with another key than yours");
    }

    @ParameterizedTest(name = "{0} becomes {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            "actor":"ann"          | "actor":"bob"         | entry 1 does not match its hash
            "heads":"              | "heads":" "           | a line of the file cannot be read
            "up_to":"2             | "up_to":"3            | checkpoint 1 does not match its hash or its signature
            "state":"REQUESTED"    | "state":"SUCCEEDED"   | says its history ends with entry 1, the history ends with 1
            "entries":2            | "entries":1           | the file is not complete
            """)
    void what_was_changed_in_the_file_is_found(String text, String other, String finding) throws IOException {
        var report = verified(changed(line -> line.replace(text, other)));

        assertThat(report.whole()).isFalse();
        assertThat(report.findings()).anyMatch(each -> each.contains(finding));
        assertThat(VerifyHistory.text(report)).contains(finding).contains("NOT WHOLE");
    }

    @Test
    void an_operation_left_out_of_the_file_is_missed_by_the_checkpoint_and_by_the_totals() throws IOException {
        var report = verified(
                changed(line -> line.contains("\"checkpoint\"") || !line.contains(first.toString()) ? line : ""));

        assertThat(report.findings())
                .anyMatch(finding -> finding.startsWith("checkpoint 1 saw entry 1 of operation " + first))
                .anyMatch(finding -> finding.startsWith("the file is not complete"));
    }

    @Test
    void a_file_that_was_cut_off_is_not_complete() throws IOException {
        var report = verified(changed(line -> line.contains("\"end\"") ? "" : line));

        assertThat(report.findings()).singleElement().asString().startsWith("the file is not complete");
    }

    @ParameterizedTest
    @CsvSource({"''", "--key", "one two", "no-such-file"})
    void who_asks_wrongly_is_told_how_to_ask(String words) {
        var arguments =
                Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).toList();

        assertThatThrownBy(() -> VerifyHistory.verify(arguments, name -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("usage: verify-history");
    }

    private Path export() throws IOException {
        var text = new StringBuilder();
        database.export().writeTo(text);
        return Path.of(write("history.jsonl", text.toString()));
    }

    /** @param change of a line; an empty one is left out */
    private Path changed(UnaryOperator<String> change) throws IOException {
        var lines = Files.readAllLines(export());
        var others = lines.stream().map(change).filter(line -> !line.isEmpty()).toList();
        assertThat(others).isNotEqualTo(lines);
        return Path.of(write("changed.jsonl", String.join("\n", others) + "\n"));
    }

    private static Report verified(Path file) throws IOException {
        return VerifyHistory.verify(List.of(file.toString()), name -> null);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
