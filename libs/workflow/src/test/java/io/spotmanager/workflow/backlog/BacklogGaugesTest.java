package io.spotmanager.workflow.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spotmanager.workflow.fixture.KernelDatabase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the metrics say of open operations and the outbox of a real database, as Prometheus reads them. */
class BacklogGaugesTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicLong nanos = new AtomicLong();
    private BacklogGauges gauges;

    @BeforeEach
    void a_part() {
        gauges = new BacklogGauges(new BacklogRepository(database.jdbc()), meters, nanos::get);
    }

    private double value(String series) {
        gauges.update();
        return scraped(series);
    }

    private double scraped(String series) {
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in:\n" + meters.scrape()));
    }

    @Test
    void operations_are_counted_by_kind_and_state_and_those_of_a_state_that_is_empty_are_gone() {
        var first = database.accepted("H1");
        database.accepted("H2");
        assertThat(value("spot_operations_open{kind=\"move\",state=\"REQUESTED\"}"))
                .isEqualTo(2);

        database.tamper("update operation set state = 'CHECKED' where id = '%s'".formatted(first));
        assertThat(value("spot_operations_open{kind=\"move\",state=\"REQUESTED\"}"))
                .isEqualTo(1);
        assertThat(scraped("spot_operations_open{kind=\"move\",state=\"CHECKED\"}"))
                .isEqualTo(1);

        database.tamper("update operation set open = false, ended_at = now()");
        gauges.update();
        assertThat(meters.scrape()).doesNotContain("spot_operations_open{");
    }

    @Test
    void a_kind_that_workers_have_registered_is_there_at_zero() {
        database.tamper("insert into workflow_description (name, version, description) values ('launch', 1, '{}')");

        assertThat(value("spot_operations_waiting_for_person{kind=\"launch\"}")).isZero();
        assertThat(scraped("spot_operations_due_age_seconds{kind=\"launch\"}")).isZero();
        assertThat(scraped("spot_outbox_commands{kind=\"launch\"}")).isZero();
        assertThat(scraped("spot_outbox_age_seconds{kind=\"launch\"}")).isZero();
    }

    @Test
    void what_waits_for_a_person_is_counted_and_is_not_due() {
        database.accepted("H1");
        database.tamper("update operation set available_at = 'infinity', state = 'NEEDS_OPERATOR'");

        assertThat(value("spot_operations_waiting_for_person{kind=\"move\"}")).isEqualTo(1);
        assertThat(scraped("spot_operations_due_age_seconds{kind=\"move\"}")).isZero();
    }

    @Test
    void the_due_age_is_that_of_the_oldest_without_a_lease_and_a_freeze_holds_it_back() {
        database.accepted("H1");
        database.accepted("H2");
        database.tamper(
                "update operation set available_at = now() - interval '40 seconds' where subject = 'H1'",
                "update operation set available_at = now() - interval '90 seconds', leased_by = gen_random_uuid() where subject = 'H2'");
        assertThat(value("spot_operations_due_age_seconds{kind=\"move\"}")).isBetween(40.0, 80.0);

        database.tamper("update operation set leased_by = null");
        assertThat(value("spot_operations_due_age_seconds{kind=\"move\"}")).isBetween(90.0, 130.0);

        database.tamper("update operation set available_at = now() + interval '1 minute'");
        assertThat(value("spot_operations_due_age_seconds{kind=\"move\"}")).isZero();
    }

    @Test
    void the_outbox_ages_although_the_relay_keeps_moving_the_times_of_its_commands() {
        database.accepted("H1");
        database.tamper(
                "update operation set available_at = now() - interval '40 seconds'",
                "update outbox set available_at = now() + interval '3 seconds'");
        assertThat(value("spot_outbox_commands{kind=\"move\"}")).isEqualTo(1);
        assertThat(scraped("spot_outbox_age_seconds{kind=\"move\"}")).isBetween(40.0, 80.0);

        database.tamper("update operation set available_at = now() + interval '1 minute'");
        assertThat(value("spot_outbox_age_seconds{kind=\"move\"}")).isZero();

        database.tamper("delete from outbox");
        assertThat(value("spot_outbox_commands{kind=\"move\"}")).isZero();
    }

    @Test
    void a_time_that_is_no_time_stops_no_reading() {
        database.accepted("H1");
        database.tamper("update operation set available_at = '-infinity'");

        assertThat(value("spot_operations_due_age_seconds{kind=\"move\"}")).isZero();
        assertThat(scraped("spot_operations_unserved")).isEqualTo(1);
    }

    @Test
    void while_the_database_is_away_the_last_values_stay_and_their_age_grows() {
        database.accepted("H1");
        gauges.update();
        assertThat(scraped("spot_backlog_age_seconds")).isZero();

        var nowhere = new BacklogGauges(
                new BacklogRepository(JdbcClient.create(
                        new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1"))),
                meters,
                nanos::get);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(90));
        nowhere.update();

        assertThat(scraped("spot_operations_unserved")).isEqualTo(1);
        assertThat(scraped("spot_backlog_age_seconds")).isEqualTo(90);
    }

    @Test
    void operations_that_have_ended_are_passed_by_however_many_there_are() {
        database.tamper("""
                insert into operation (id, kind, subject, state, open, request, requested_by, audit_seq, audit_head, ended_at)
                select gen_random_uuid(), 'move', 'host-' || number, 'SUCCEEDED', false, '{}', 'ann', 1, '', now()
                from generate_series(1, 20000) as number""", "analyze operation");
        database.accepted("H1");

        var plan = String.join(
                "\n",
                database.jdbc()
                        .sql("explain (analyze, timing off) " + BacklogRepository.SQL)
                        .query(String.class)
                        .list());

        assertThat(plan).contains("open_operations").doesNotContain("Seq Scan on operation");
    }
}
