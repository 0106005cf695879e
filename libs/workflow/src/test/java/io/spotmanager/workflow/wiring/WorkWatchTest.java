package io.spotmanager.workflow.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.wiring.WorkWatch.Watched;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One statement shows what there is to do, and wakes only what has to do it. */
class WorkWatchTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());
    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicInteger freezes = new AtomicInteger();
    private JdbcClient jdbc = JdbcClient.create(database.pool("the-test", 1));
    private final WorkWatch watch = new WorkWatch(
            () -> jdbc,
            () -> List.of(
                    new Watched(WorkSign.whileAndAfter("exists (select from outbox)"), pace(commands)),
                    new Watched(
                            WorkSign.when("false").orChanged("select max(n)::text from freeze_entry"), pace(freezes))),
            nanos::get);

    /** It forgets at once that it was woken. */
    private Pace pace(AtomicInteger woken) {
        var pace = new Pace(nanos::get, Duration.ZERO);
        pace.onWaking(woken::incrementAndGet);
        return pace;
    }

    private void looks() {
        nanos.addAndGet(WorkWatch.EVERY.toNanos());
        watch.look();
    }

    @BeforeEach
    void a_first_look_finds_nothing() {
        looks();
        assertThat(commands).hasValue(0);
        assertThat(freezes).hasValue(0);
    }

    @Test
    void a_task_is_woken_while_there_is_something_for_it_and_once_when_that_ends() {
        database.accepted("gpu-1");
        looks();
        looks();
        assertThat(commands).hasValue(2);

        jdbc.sql("delete from outbox").update();
        looks();
        assertThat(commands).hasValue(3);
        looks();
        assertThat(commands).hasValue(3);
        assertThat(freezes).hasValue(0);
    }

    @Test
    void a_task_is_woken_once_by_each_change() {
        jdbc.sql("insert into freeze_entry (n, mode, actor, reason) values (1, 'FROZEN', 'ann', 'for the test')")
                .update();
        looks();
        looks();

        assertThat(freezes).hasValue(1);
        assertThat(commands).hasValue(0);
    }

    @Test
    void what_cannot_be_asked_for_may_be_there() {
        var answering = jdbc;
        jdbc = JdbcClient.create(new SingleConnectionDataSource("jdbc:postgresql://127.0.0.1:1/nobody", false));
        looks();
        assertThat(commands).hasValue(1);
        assertThat(freezes).hasValue(1);
        assertThat(watch.answered(WorkWatch.EVERY)).isEmpty();

        jdbc = answering;
        looks();
        assertThat(watch.answered(WorkWatch.EVERY)).isPresent();
        assertThat(commands).hasValue(1);
    }

    @Test
    void nothing_is_asked_within_the_time_of_a_look() {
        database.accepted("gpu-1");
        watch.look();

        assertThat(commands).hasValue(0);
    }
}
