package io.spotmanager.workflow.execution;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.audit.AuditHead;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.fixture.Seed;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.Workflow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Rows that somebody has spoilt, in every open state: each ends or waits in front of a person, and no other row notices. */
@Timeout(120)
class CorruptRowsTest {
    private static final List<String> STATES =
            List.of("REQUESTED", "CHECKED", "REMOVED", "ADDED", "RESTORING", "NEEDS_OPERATOR");
    private static final int ROUNDS = 14;
    private static final int LOCKED_ROUNDS = 3;
    private static final int NEIGHBOURS = 60;
    private static final int MOST_CLAIMS = 20;
    private static final int MOST_LINES = 12;

    private enum Damage {
        UNKNOWN_STATE("state = 'TELEPORTED'"),
        FINAL_STATE("state = 'ROLLED_BACK'"),
        UNKNOWN_SIGNAL("asked = '{\"signal\": \"TELEPORT\", \"actor\": \"zoe\", \"reason\": \"now\"}'"),
        NO_SIGNAL("asked = '{\"actor\": \"zoe\"}'"),
        ASKED_IS_A_LIST("asked = '[]'"),
        ACTIONS_ARE_NO_LIST("actions = '{\"RETRY\": 1}'"),
        FACTS_ARE_NO_OBJECT("facts = '[1, 2]'"),
        FACTS_TOO_DEEP("facts = (repeat('[', 2000) || repeat(']', 2000))::jsonb"),
        REQUEST_IS_NO_OBJECT("request = '\"spoilt\"'"),
        REQUEST_TOO_DEEP("request = (repeat('[', 2000) || repeat(']', 2000))::jsonb"),
        TRIED_TOO_OFTEN("attempt = 2147483647"),
        FAILED_TOO_OFTEN("failures = 2147483647"),
        FAILED_LESS_THAN_NEVER("failures = -2147483648"),
        DISPATCHED_AT_THE_END_OF_TIME("nudged_at = 'infinity'"),
        DIED_TOO_OFTEN("deaths = 2147483647"),
        FAILED_TOO_OFTEN_AND_UNKNOWN_SIGNAL("failures = 2147483647, asked = '{\"signal\": \"TELEPORT\"}'"),
        LARGEST_NUMBER("audit_seq = 2147483647"),
        STRAY_ENTRY("updated_at = now()"),
        LOCKED("updated_at = now()");

        private final String assignment;

        Damage(String assignment) {
            this.assignment = assignment;
        }
    }

    private record Spoilt(Damage damage, String state) {}

    private record Request(String host) {}

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final Random luck = new Random(Seed.of("CorruptRowsTest").nextLong());
    private final Map<UUID, Spoilt> spoilt = new LinkedHashMap<>();
    private final List<UUID> neighbours = new ArrayList<>();
    private final Set<UUID> locked = new HashSet<>();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing(); // or it would look for its operation when it is read
            super.append(line);
        }
    };
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.spotmanager.workflow.execution");
    private TestWorker worker;

    @BeforeEach
    void a_worker_whose_log_is_read() {
        worker = TestWorker.started(database, "w1", workflow());
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void nobody_reads_the_log() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    private static Workflow workflow() {
        return new Workflow(
                Moves.TABLE,
                Map.of(
                        "check", CorruptRowsTest::reads,
                        "remove", CorruptRowsTest::reads,
                        "add", CorruptRowsTest::reads,
                        "verify", CorruptRowsTest::reads,
                        "restore", CorruptRowsTest::reads));
    }

    private static StepOutcome reads(StepContext context) {
        return new Done(Map.of("last_seen", context.request(Request.class).host()));
    }

    private void everyStateIsSpoiltInEveryWay() {
        for (var state : STATES) {
            for (var damage : Damage.values()) {
                var id = database.accepted("gpu-%s-%s".formatted(state, damage));
                database.tamper(
                        "update operation set state = '%s' where id = '%s'".formatted(state, id),
                        "update operation set %s where id = '%s'".formatted(damage.assignment, id));
                if (damage == Damage.STRAY_ENTRY) {
                    database.insert(AuditEntry.after(
                            new AuditHead(1, "somebody's"),
                            id,
                            Instant.now(),
                            new AuditEvent("mallory", "STRAY", state, state, null, 0, 0),
                            "{}"));
                }
                spoilt.put(id, new Spoilt(damage, state));
            }
        }
    }

    /** All are dispatched at once, in any order. What a execution throws is logged by the listener, which goes on. */
    private void allAreDispatched() throws Exception {
        var dispatched = new ArrayList<>(spoilt.keySet());
        dispatched.addAll(neighbours);
        Collections.shuffle(dispatched, luck);
        dispatched.stream().filter(id -> !locked.contains(id)).forEach(database::theTimeComesFor);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var executions = new ArrayList<Future<?>>();
            for (var id : dispatched) {
                executions.add(threads.submit(() -> worker.runs(id)));
            }
            for (var execution : executions) {
                execution.get(30, SECONDS);
            }
        }
        worker.beats();
        worker.sweeps();
    }

    private Connection locks() throws SQLException {
        spoilt.forEach((id, how) -> {
            if (how.damage() == Damage.LOCKED) {
                locked.add(id);
            }
        });
        var session = database.source().getConnection();
        session.setAutoCommit(false);
        try (var statement = session.prepareStatement("select * from operation where id = any (?) for update")) {
            statement.setArray(1, session.createArrayOf("uuid", locked.toArray()));
            statement.executeQuery().close();
        }
        return session;
    }

    @Test
    void whatever_is_spoilt_ends_or_waits_for_a_person_or_its_worker_and_the_neighbours_end_as_ever() throws Exception {
        everyStateIsSpoiltInEveryWay();
        for (var i = 0; i < NEIGHBOURS; i++) {
            neighbours.add(database.accepted("gpu-" + i));
        }

        var session = locks();
        for (var round = 0; round < ROUNDS; round++) {
            allAreDispatched();
            if (round == 0) {
                assertThat(neighbours).allSatisfy(id -> {
                    assertThat(database.read(id).state()).isEqualTo("SUCCEEDED");
                    assertThat(database.read(id).lease().fence()).isEqualTo(1);
                });
            }
            if (round == LOCKED_ROUNDS) {
                session.rollback();
                session.setAutoCommit(true);
                session.close();
                locked.clear();
            }
        }

        spoilt.forEach((id, how) -> assertThat(database.holds(id, rightEnd(how)))
                .as("%s: %s", how, database.events(id))
                .isTrue());
        spoilt.forEach((id, how) ->
                assertThat(linesAbout(id)).as("lines of the log about %s", how).isLessThanOrEqualTo(MOST_LINES));
    }

    private static String rightEnd(Spoilt how) {
        return how.damage() == Damage.UNKNOWN_STATE
                ? "open and fence = 0 and attempt = 0"
                : "leased_by is null and fence <= %d and (not open or state = 'NEEDS_OPERATOR' and available_at = 'infinity')"
                        .formatted(MOST_CLAIMS);
    }

    private long linesAbout(UUID operation) {
        var id = operation.toString();
        return List.copyOf(lines.list).stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .filter(line -> id.equals(line.getMDCPropertyMap().get("operation"))
                        || line.getFormattedMessage().contains(id))
                .count();
    }
}
