package io.spotmanager.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Somebody has locked the rows of limits in a session that waits for nothing but its person. */
@Timeout(30)
class LockedLimitsTest {
    private static final List<Allowance> COMMANDS = List.of(new Allowance("command anna", 2, Duration.ofSeconds(10)));

    private final LimitDatabase database = new LimitDatabase();
    private final AtomicLong nanos = new AtomicLong();
    private final SharedLimits limits = database.limits(nanos::get);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(LockedLimits.class);

    @BeforeEach
    void the_log_is_read() {
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void the_log_is_as_before() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select from request_limit for update",
                "lock table request_limit in access exclusive mode",
                "lock table request_limit in exclusive mode"
            })
    void one_request_waits_for_locked_limits_and_all_others_count_at_this_gateway(String lock) throws SQLException {
        limits.take(COMMANDS);
        try (var forgotten = database.locked(lock)) {
            assertThat(limits.take(COMMANDS)).isZero();
            var began = System.nanoTime();
            for (var time = 0; time < 100; time++) {
                limits.giveBack(COMMANDS);
                assertThat(limits.take(COMMANDS)).isZero();
            }
            assertThat(limits.take(COMMANDS)).isZero();
            assertThat(limits.take(COMMANDS)).isEqualTo(10);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(400));
            forgotten.rollback();
        }

        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(limits.take(COMMANDS)).isZero();
        assertThat(limits.take(COMMANDS)).isPositive();
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .satisfiesExactly(
                        begins -> assertThat(begins).contains("has locked rows of request_limit"),
                        ends -> assertThat(ends).contains("no longer locked"));
    }

    @Test
    void a_lock_that_lasts_is_waited_for_once_in_a_while_and_told_once() throws SQLException {
        limits.take(COMMANDS);
        try (var forgotten = database.locked()) {
            for (var time = 0; time < 4; time++) {
                assertThat(limits.take(COMMANDS)).isZero();
                nanos.addAndGet(Duration.ofSeconds(20).toNanos());
            }
            forgotten.rollback();
        }

        assertThat(lines.list).hasSize(1);
    }
}
