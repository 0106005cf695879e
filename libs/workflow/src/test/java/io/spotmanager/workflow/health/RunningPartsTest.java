package io.spotmanager.workflow.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.health.RunningParts.Running;
import io.spotmanager.workflow.health.RunningParts.Self;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunningPartsTest {
    @RegisterExtension
    static final KernelDatabase DATABASE = new KernelDatabase();

    private static final Self OLD = new Self("launch-worker@a/1", "launch-worker", "1.0.0", "abc");
    private static final Self NEW = new Self("launch-worker@a/1", "launch-worker", "1.1.0", "def");
    private static final Self GATEWAY = new Self("api-gateway@b/7", "api-gateway", "1.1.0", "def");

    private final RunningParts parts = new RunningParts(DATABASE.jdbc());

    private Instant startOf(Self self) {
        return parts.now().stream()
                .filter(each -> each.process().equals(self.process()))
                .map(Running::startedAt)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void each_process_that_reports_is_listed_with_its_release_and_its_start() {
        parts.report(OLD);
        var start = startOf(OLD);
        parts.report(GATEWAY);
        parts.report(OLD);

        assertThat(parts.now()).extracting(Running::part).containsExactly("api-gateway", "launch-worker");
        assertThat(parts.now()).extracting(Running::release).containsExactly("1.1.0", "1.0.0");
        assertThat(startOf(OLD)).isEqualTo(start);
    }

    /** Containers have the same process number each time, and may keep the name of their machine. */
    @Test
    void another_release_under_the_same_name_has_started_anew() {
        parts.report(OLD);
        var start = startOf(OLD);
        parts.report(NEW);

        assertThat(parts.now()).extracting(Running::release).containsExactly("1.1.0");
        assertThat(startOf(NEW)).isAfter(start);
    }

    @Test
    void a_process_that_has_stopped_or_reports_no_more_is_not_listed() {
        parts.report(OLD);
        parts.report(GATEWAY);
        parts.stopped(GATEWAY);
        assertThat(parts.now()).extracting(Running::part).containsExactly("launch-worker");

        DATABASE.tamper("update running_part set reported_at = now() - interval '4 minutes'");
        assertThat(parts.now()).isEmpty();
    }

    @Test
    void parts_differ_since_the_first_of_the_later_release_has_started() {
        assertThat(RunningParts.differSince(List.of())).isEmpty();
        assertThat(RunningParts.differSince(List.of(running("1.0.0", 0), running("1.0.0", 7))))
                .isEmpty();
        assertThat(RunningParts.differSince(
                        List.of(running("1.0.0", 0), running("1.1.0", 40), running("1.1.0", 30), running("1.0.0", 35))))
                .contains(Instant.EPOCH.plusSeconds(30));
    }

    private static Running running(String release, int second) {
        return new Running("p", "launch-worker", release, "abc", Instant.EPOCH.plusSeconds(second));
    }

    @Test
    void what_has_not_reported_for_a_day_is_forgotten() {
        parts.report(OLD);
        DATABASE.tamper("update running_part set reported_at = now() - interval '2 days'");
        parts.report(GATEWAY);

        assertThat(DATABASE.jdbc()
                        .sql("select process from running_part")
                        .query(String.class)
                        .list())
                .containsExactly(GATEWAY.process());
    }
}
