package io.spotmanager.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.audit.AuditVerification.Report;
import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.audit.DatabaseClock;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
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
        new Checkpoints(
                        database.jdbc(),
                        database.transactions(),
                        new DatabaseClock(database.jdbc()),
                        key,
                        Duration.ofMinutes(1))
                .write();
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
                .contains("2 entries of 2 operations, 1 checkpoints, 1 of them verified")
                .endsWith("intact\n");
    }

    @Test
    void the_database_itself_is_verified_the_same() throws IOException {
        assertThat(verified(database.url(), mine())).isEqualTo(verified(export().toString(), mine()));
    }

    @Test
    void only_keys_that_are_named_count() throws IOException {
        var file = export().toString();
        var other = pem(Keys.pair());

        assertThat(verified(file, mine()).whole()).isTrue();
        assertThat(verified(file, other, mine()).whole()).isTrue();
        assertThat(verified(file, other).findings())
                .singleElement()
                .asString()
                .startsWith("checkpoint 1 was signed with a key that is not trusted: SHA256:");
        var none = verified(file);
        assertThat(none.whole()).isFalse();
        assertThat(VerifyHistory.text(none))
                .contains(
                        "0 of them verified", "none of the 1 checkpoints could be verified", "NOT INTACT: 1 findings");
    }

    @Test
    void keys_may_be_named_in_the_environment_as_files_or_as_they_are() throws IOException {
        var bare = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        for (var named : List.of(mine(), bare, " %s , %s".formatted(pem(Keys.pair()), bare))) {
            assertThat(VerifyHistory.verify(
                                    List.of(export().toString()),
                                    name -> name.equals("SPOT_AUDIT_TRUSTED_KEYS") ? named : null,
                                    InstantSource.system())
                            .whole())
                    .isTrue();
        }
    }

    @Test
    void of_a_retired_key_only_what_it_signed_before_its_end_counts() throws IOException {
        var file = export().toString();

        var later = verified(file, mine() + " until 2999-01-01T00:00:00Z");
        assertThat(later.whole()).isTrue();
        assertThat(VerifyHistory.text(later))
                .contains(" until 2999-01-01T00:00:00Z")
                .contains("newest checkpoint signed with");
        assertThat(verified(file, mine() + " until 2020-01-01T00:00:00+01:00").findings())
                .singleElement()
                .asString()
                .startsWith("checkpoint 1 was signed after the end of a retired key, 2019-12-31T23:00:00Z");
        assertThat(verified(file, mine(), mine() + " until 2020-01-01T00:00:00Z")
                        .whole())
                .as("named twice")
                .isFalse();
        assertThatThrownBy(() -> verified(file, mine() + " until tomorrow"))
                .hasMessageContaining("must be a time with its zone")
                .hasMessageContaining("\"tomorrow\" is none");
    }

    @Test
    void a_file_of_before_a_keys_end_proves_no_more_than_whoever_has_the_key_says() throws IOException {
        var file = export();
        var tomorrow = InstantSource.fixed(Instant.now().plus(Duration.ofDays(1)));

        var report = VerifyHistory.verify(
                List.of(
                        file.toString(),
                        "--key",
                        mine() + " until " + Instant.now().plus(Duration.ofHours(1))),
                name -> null,
                tomorrow);

        assertThat(report.findings()).isEmpty();
        assertThat(report.scope().notes())
                .anyMatch(note -> note.contains("Whoever has that key today can have made it"));
    }

    @Test
    void a_private_key_is_not_taken_for_a_public_one() throws IOException {
        var mistaken = write("p.pem", Keys.pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        var file = export().toString();

        assertThatThrownBy(() -> verified(file, mistaken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be an Ed25519 public key")
                .hasMessageContaining("-pubout");
    }

    @Test
    void an_export_is_judged_by_the_time_at_which_it_was_made() throws IOException {
        var file = export().toString();

        assertThat(VerifyHistory.verify(
                                List.of(file, "--key", mine()),
                                name -> null,
                                () -> Instant.now().plus(Duration.ofDays(300)))
                        .findings())
                .isEmpty();
        assertThat(VerifyHistory.verify(
                                List.of(file, "--key", mine()),
                                name -> null,
                                () -> Instant.now().minus(Duration.ofDays(300)))
                        .findings())
                .anyMatch(finding -> finding.contains("one of the two clocks is wrong"));
    }

    @Test
    void an_export_of_an_earlier_release_is_verified_as_far_as_it_goes() throws IOException {
        var lines = Files.readAllLines(export());
        var old = Stream.concat(
                        lines.stream().filter(line -> !line.contains("{\"operation\"") && !line.contains("{\"end\"")),
                        Stream.concat(
                                lines.stream()
                                        .filter(line -> line.contains("{\"operation\""))
                                        .map(line -> line.replaceFirst(",\"row\":.*", "}}")),
                                lines.stream()
                                        .filter(line -> line.contains("{\"end\""))
                                        .map(line -> line.replaceFirst(",\"at\":.*", "}}"))))
                .toList();

        var report = verified(write("old.jsonl", String.join("\n", old) + "\n"), mine());

        assertThat(report.findings()).isEmpty();
        assertThat(report.scope().unproven()).containsEntry("row", 2L);
        assertThat(VerifyHistory.text(report)).contains("not compared, because older entries do not hold it: row of 2");
    }

    @ParameterizedTest(name = "{0} becomes {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            "actor":"ann"          | "actor":"bob"         | entry 1 does not match its hash
            "n":1                  | "n":"one" "           | a line of the file cannot be read
            "up_to":"2             | "up_to":"3            | checkpoint 1 does not match its hash or its signature
            "state":"REQUESTED"    | "state":"SUCCEEDED"   | state is "SUCCEEDED", its entries say "REQUESTED"
            "state":"REQUESTED","r | "state":"S","r        | is not the one that its line names
            "requested_by":"ann"   | "requested_by":"bob"  | requested_by is "bob", its entries say "ann"
            "open":true,"request"  | "open":false,"request" | open is false, its entries say true
            "entries":2            | "entries":1           | the file is not complete
            """)
    void what_was_changed_in_the_file_is_found(String text, String other, String finding) throws IOException {
        var report = verified(changed(line -> line.replace(text, other)));

        assertThat(report.whole()).isFalse();
        assertThat(report.findings()).anyMatch(each -> each.contains(finding));
        assertThat(VerifyHistory.text(report)).contains(finding).contains("NOT INTACT");
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

    @Test
    void bytes_that_are_no_text_and_a_last_line_that_says_nothing_are_findings() throws IOException {
        var file = export();
        Files.write(file, new byte[] {(byte) 0xC3, '\n'}, StandardOpenOption.APPEND);
        assertThat(verified(file).findings())
                .anyMatch(finding -> finding.startsWith("a line of the file cannot be read"));

        Files.writeString(file, "null\n", StandardOpenOption.APPEND);
        assertThat(verified(file).whole()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"''", "--key", "one two", "no-such-file"})
    void who_asks_wrongly_is_told_how_to_ask(String words) {
        var arguments =
                Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).toList();

        assertThatThrownBy(() -> VerifyHistory.verify(arguments, name -> null, InstantSource.system()))
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

    private Report verified(Path file) throws IOException {
        return verified(file.toString(), mine());
    }

    private static Report verified(String source, String... keys) throws IOException {
        var arguments = Stream.concat(Stream.of(source), Stream.of(keys).flatMap(key -> Stream.of("--key", key)))
                .toList();
        return VerifyHistory.verify(arguments, name -> null, InstantSource.system());
    }

    private String mine() throws IOException {
        return pem(keys);
    }

    private String pem(KeyPair pair) throws IOException {
        return write(
                "%08x.pem".formatted(pair.hashCode()),
                Keys.pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
