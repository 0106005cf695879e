package io.spotmanager.workflow.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.health.RunningParts.Self;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A part that is long gone has left its report, and somebody has locked that in a session that waits for nothing but its person. */
@Timeout(30)
class LockedReportsTest {
    @RegisterExtension
    static final KernelDatabase DATABASE = new KernelDatabase();

    private final RunningParts parts = new RunningParts(DATABASE.jdbc());
    private final DependencyReports reports = new DependencyReports(DATABASE.jdbc());
    private Connection forgotten;

    @BeforeEach
    void reports_of_the_day_before_yesterday_are_locked() throws SQLException {
        parts.report(new Self("launch-worker@gone/1", "launch-worker", "1.0.0", "abc"));
        reports.write(List.of(finding("launch-worker@gone/1")));
        DATABASE.tamper(
                "update running_part set reported_at = now() - interval '2 days'",
                "update dependency_report set reported_at = now() - interval '2 days'");
        forgotten = DATABASE.source().getConnection();
        forgotten.setAutoCommit(false);
        try (var statement = forgotten.createStatement()) {
            statement.executeQuery("select from running_part for update").close();
            statement.executeQuery("select from dependency_report for update").close();
        }
    }

    @AfterEach
    void the_session_ends() throws SQLException {
        forgotten.rollback();
        forgotten.close();
    }

    private static Finding finding(String seenBy) {
        return new Finding(Dependency.OPENSTACK, DependencyState.UP, Instant.now(), null, 7, Instant.now(), seenBy);
    }

    @Test
    void all_others_report_which_release_they_have() {
        parts.report(new Self("launch-worker@b/7", "launch-worker", "1.1.0", "def"));

        assertThat(parts.now())
                .singleElement()
                .satisfies(each -> assertThat(each.release()).isEqualTo("1.1.0"));
    }

    @Test
    void all_others_report_what_they_found_of_a_cloud() {
        reports.write(List.of(finding("launch-worker@b/7")));

        assertThat(reports.read().stream()
                        .filter(DependencyReports.Report::fresh)
                        .map(each -> each.finding().seenBy()))
                .containsExactly("launch-worker@b/7");
    }
}
