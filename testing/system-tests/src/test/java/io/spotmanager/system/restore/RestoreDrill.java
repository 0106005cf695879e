package io.spotmanager.system.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Part;
import io.spotmanager.system.harness.Services;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What is done in each drill of a restore. */
final class RestoreDrill {
    static final Duration MAX_WAIT = Duration.ofSeconds(60);

    /** A command that the broker lost is sent again within this time, so an old one would be carried out. */
    static final Duration LONG_ENOUGH = Duration.ofSeconds(6);

    private RestoreDrill() {}

    static Installation installation() {
        return Installation.start(
                RestoreDrill.class, Services.installed(), new Installation.Size(60, 2, 0, Duration.ofMillis(5)));
    }

    static UUID acceptedWithoutWorkers(Installation installation, Move move) {
        installation.workers().forEach(Part::terminate);
        var accepted = installation.operator().move(move);
        installation.awaitState(accepted, "REQUESTED");
        return accepted;
    }

    static UUID movedThereAndBack(Installation installation, Move move, UUID there) {
        assertThat(installation.awaitEnd(there, MAX_WAIT).state()).isEqualTo("SUCCEEDED");
        return moveBack(installation, move);
    }

    static UUID moveBack(Installation installation, Move move) {
        var back = installation
                .operator()
                .move(new Move(move.host(), move.targetAggregate(), move.sourceAggregate(), move.acknowledge()));
        assertThat(installation.awaitEnd(back, MAX_WAIT).state()).isEqualTo("SUCCEEDED");
        assertThat(poolsOf(installation, move)).containsExactly(move.sourceAggregate());
        return back;
    }

    static void stop(Installation installation) {
        installation.workers().forEach(Part::terminate);
        installation.gateway().terminate();
    }

    static void start(Installation installation) {
        installation.workers().forEach(Part::start);
        installation.gateway().start().awaitReady();
        installation.workers().forEach(Part::awaitReady);
    }

    static JsonNode freeze(Installation installation) {
        return installation.operator().get("/api/freeze").path("now");
    }

    static boolean held(Installation installation) {
        return freeze(installation).path("mode").asString().equals("HELD");
    }

    static void lift(Installation installation) {
        var number = freeze(installation).path("number").asLong();
        assertThat(installation.operator().unfreeze(number, "looked").status()).isEqualTo(200);
    }

    static void requireUntouched(Installation installation, Move move, UUID old) {
        await("nothing is carried out")
                .during(LONG_ENOUGH)
                .atMost(LONG_ENOUGH.multipliedBy(3))
                .until(() -> poolsOf(installation, move).equals(List.of(move.sourceAggregate())));
        assertThat(installation.operator().operation(old).state()).isEqualTo("REQUESTED");
        assertThat(installation
                        .database()
                        .jdbc()
                        .sql("select count(*) from audit_entry where operation_id = ?")
                        .param(old)
                        .query(Long.class)
                        .single())
                .as("entries of the old move")
                .isEqualTo(1);
    }

    static List<String> poolsOf(Installation installation, Move move) {
        return installation.cloud().fleet().host(move.host()).aggregates();
    }
}
