package io.spotmanager.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.workflow.operation.DatabaseOutage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody has locked the rows of limits in a session that waits for nothing but its person. */
@Timeout(30)
class LockedLimitsTest {
    private static final List<Allowance> COMMANDS = List.of(new Allowance("command anna", 2, Duration.ofSeconds(10)));

    private final LimitDatabase database = new LimitDatabase();
    private final SharedLimits limits = database.limits();

    @Test
    void nobody_waits_for_a_locked_limit_for_long_and_afterwards_it_counts_as_before() throws SQLException {
        limits.take(COMMANDS);
        try (var forgotten = database.locked()) {
            assertThatThrownBy(() -> limits.take(COMMANDS))
                    .satisfies(e -> assertThat(DatabaseOutage.isLock(e)).isTrue());
            limits.giveBack(COMMANDS);
            forgotten.rollback();
        }

        assertThat(limits.take(COMMANDS)).isZero();
        assertThat(limits.take(COMMANDS)).isPositive();
    }
}
