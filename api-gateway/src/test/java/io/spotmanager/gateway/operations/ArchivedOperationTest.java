package io.spotmanager.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever asks for an operation that has left learns where it is. */
@GatewayTest
class ArchivedOperationTest {
    private static final UUID LEFT = UUID.fromString("018d6e5c-0000-7000-8000-000000000001");
    private static final UUID NEVER_SEEN = UUID.fromString("018d6e5c-0000-7000-8000-000000000002");

    private final Gateway gateway;

    ArchivedOperationTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void the_answer_names_the_archive_and_its_file() {
        left();

        for (var address : List.of("", "/events", "/export")) {
            var problem =
                    gateway.viewer().get("/api/operations/" + LEFT + address).is(404);

            assertThat(problem.json().path("archive").asInt()).isEqualTo(3);
            assertThat(problem.json().path("archive_file").asString()).isEqualTo("history-2024-02-3.jsonl.gz");
            assertThat(problem.text())
                    .contains(
                            "was accepted in 2024-02 and left the history with archive 3",
                            "It is in the file history-2024-02-3.jsonl.gz");
        }
    }

    @Test
    void of_an_operation_that_never_was_nothing_is_said_but_that() {
        left();

        var problem = gateway.viewer().get("/api/operations/" + NEVER_SEEN).is(404);

        assertThat(problem.text())
                .contains("There is no operation " + NEVER_SEEN)
                .doesNotContain("archive");
    }

    private void left() {
        gateway.tamper("""
                insert into history_archive (n, sealed_at, sealed_by, month, operations, entries, digest, file,
                                             file_sha256, previous_hash, hash, public_key, signature)
                values (3, '2026-03-01T04:00:00Z', 'ops', '2024-02', 1, 5, '', 'history-2024-02-3.jsonl.gz', '', '', '', '', '')
                """);
        gateway.tamper("insert into archived_operation (operation_id, archive, seq, hash) values ('%s', 3, 5, '')"
                .formatted(LEFT));
    }
}
