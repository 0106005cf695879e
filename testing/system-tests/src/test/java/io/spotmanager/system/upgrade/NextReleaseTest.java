package io.spotmanager.system.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Part;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The schema is the one of the next release already, and parts of this one are restarted: in its roll-out, or when it is taken back. */
class NextReleaseTest {
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    /** A migration as the next release might have it. */
    private static final String NEXT = """
            alter table operation add column note text;
            create table later (n bigint primary key);
            insert into flyway_schema_history
            select installed_rank + 1, '9001', 'next release', type, 'V9001__next_release.sql', 1, installed_by, now(), 1, true
            from flyway_schema_history order by installed_rank desc limit 1
            """;

    @Test
    void parts_of_this_release_start_on_a_schema_that_supports_them_and_on_no_other() {
        try (var installation =
                Installation.start(NextReleaseTest.class, Brokers.best(), new Installation.Size(60, 1))) {
            var worker = installation.worker("one");
            installation.database().jdbc().sql(NEXT).update();
            restart(installation.gateway());
            restart(worker);
            assertThat(worker.output()).contains("version 9001, newer than this release, and supports it");

            var moves = new LinkedHashMap<Move, UUID>();
            installation.cloud().fleet().possibleMoves().stream()
                    .limit(5)
                    .forEach(move -> moves.put(move, installation.operator().move(move)));
            installation.awaitNothingOpen(MAX_WAIT);
            installation.requireAllMade(Map.copyOf(moves));

            installation
                    .database()
                    .jdbc()
                    .sql("update schema_support set oldest = '9001'")
                    .update();
            worker.terminate();
            assertThat(worker.start().awaitEnd()).as("exit code").isNotZero();
            assertThat(worker.output())
                    .contains("The database schema is at version 9001.")
                    .contains("Start a newer release.");
        }
    }

    private static void restart(Part part) {
        part.terminate();
        part.start().awaitReady();
    }
}
