package io.spotmanager.workflow.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.db.Schema;
import io.spotmanager.domain.call.RateLimit;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.call.RateLimiter.Permit;
import io.spotmanager.domain.call.RateLimiter.Permit.Denied;
import io.spotmanager.domain.call.RateLimiter.Permit.Granted;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** One bucket for many processes, each of which is a connection of its own here. */
class PostgresRateLimiterTest {

    private static EmbeddedPostgres postgres;
    private static DataSource source;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        source = postgres.getPostgresDatabase();
        new Schema(source).migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void forget() {
        database().sql("truncate rate_limit").update();
    }

    @Test
    void a_burst_goes_at_once_and_then_each_waits_for_its_turn() {
        // Forty in a hundred seconds: ten at once, then one every 3.3 seconds, of which six come within 20 seconds.
        RateLimiter limiter = limiter(40, Duration.ofSeconds(100), Duration.ofSeconds(20));

        List<Permit> permits = ask(limiter, 20);

        assertThat(permits.subList(0, 10)).allMatch(permit -> permit.equals(new Granted(Duration.ZERO)));
        List<Duration> waits = permits.stream()
                .skip(10)
                .filter(Granted.class::isInstance)
                .map(permit -> ((Granted) permit).after())
                .toList();
        assertThat(waits).isSorted().hasSizeBetween(5, 7).allMatch(wait -> wait.toSeconds() < 20);
        assertThat(permits.getLast())
                .isEqualTo(new Denied("our share of Hyperstack's limit, 40 calls in 100 s, is used up"));
    }

    @Test
    void previews_that_never_stop_leave_operations_their_part() {
        var rate = new RateLimit("Hyperstack", 40, Duration.ofSeconds(100), 0, Duration.ofSeconds(20));
        RateLimiter previews = PostgresRateLimiter.forReads(database(), rate);
        RateLimiter operations = new PostgresRateLimiter(database(), rate);

        List<Permit> asked = ask(previews, 50);

        assertThat(asked.stream().filter(Granted.class::isInstance)).hasSize(5);
        assertThat(asked.getLast())
                .isEqualTo(
                        new Denied(
                                "previews and the like have used their part of Hyperstack's limit, and the rest is kept for operations under way"));
        assertThat(ask(operations, 5)).allMatch(permit -> permit.equals(new Granted(Duration.ZERO)));
        assertThat(previews.acquire()).isInstanceOf(Denied.class);
        assertThat(operations.acquire()).isInstanceOf(Granted.class);
    }

    @Test
    void with_the_smallest_limit_previews_are_possible_too() {
        var rate = new RateLimit("Hyperstack", 4, Duration.ofSeconds(100), 0, Duration.ofSeconds(20));

        assertThat(PostgresRateLimiter.forReads(database(), rate).acquire()).isInstanceOf(Granted.class);
    }

    /** A session that somebody forgot holds the row. */
    @Test
    void a_locked_row_takes_one_connection_of_the_pool_and_none_for_long() throws Exception {
        var connections = new Connections();
        var rate = new RateLimit("Hyperstack", 40, Duration.ofSeconds(100), 0, Duration.ofSeconds(20));
        RateLimiter limiter = new PostgresRateLimiter(JdbcClient.create(connections), rate);
        limiter.acquire();
        try (var forgotten = source.getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            forgotten.setAutoCommit(false);
            forgotten.createStatement().execute("select from rate_limit for update");

            var permits = threads.invokeAll(Stream.<Callable<Permit>>generate(() -> limiter::acquire)
                    .limit(50)
                    .toList());

            assertThat(permits).allMatch(permit -> permit.resultNow() instanceof Denied);
            assertThat(connections.most.get()).isOne();
            assertThat(connections.all.get()).isEqualTo(2);
            forgotten.rollback();
        }
        await().until(() -> limiter.acquire() instanceof Granted);
    }

    /** Counts connections, and waits for no lock for long, as in production. */
    private static final class Connections extends DelegatingDataSource {
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger all = new AtomicInteger();

        Connections() {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            try (var statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '300ms'");
            }
            all.incrementAndGet();
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            open.decrementAndGet();
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    @Test
    void two_processes_with_many_threads_keep_one_limit() throws Exception {
        int limit = 200;
        Duration period = Duration.ofSeconds(2);
        long start = System.nanoTime();
        List<Long> slots = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<Long>> process = () -> slots(limiter(limit, period, Duration.ofMillis(500)), 60);
            for (Future<List<Long>> future :
                    threads.invokeAll(Stream.generate(() -> process).limit(8).toList())) {
                slots.addAll(future.get());
            }
        }

        double seconds = (slots.stream().mapToLong(Long::longValue).max().orElseThrow() - start) / 1e9;
        double most = 50 + 75 * seconds;
        assertThat(slots).hasSizeGreaterThan(50).hasSizeLessThanOrEqualTo((int) Math.ceil(most));
    }

    @Test
    void after_a_429_nobody_gets_a_permit_until_the_window_is_over_and_then_no_burst() {
        Duration window = Duration.ofSeconds(2);
        ask(limiter(40, window, Duration.ofMillis(1)), 3);

        limiter(40, window, Duration.ofMillis(1)).onRateLimited();

        RateLimiter patient = limiter(40, window, Duration.ofSeconds(60));
        assertThat(patient.acquire()).isInstanceOf(Denied.class);
        assertThat(row("tokens <= 0 and counted_at = closed_until and closed_until > clock_timestamp()"))
                .isTrue();
        await().atMost(Duration.ofSeconds(20)).until(() -> patient.acquire() instanceof Granted);
        assertThat(row("closed_until <= clock_timestamp()")).isTrue();
    }

    @Test
    void others_part_is_never_touched() {
        RateLimiter limiter = new PostgresRateLimiter(
                database(), new RateLimit("Hyperstack", 100, Duration.ofHours(1), 0.6, Duration.ofHours(1)));

        assertThat(ask(limiter, 60)).filteredOn(Granted.class::isInstance).hasSizeLessThanOrEqualTo(41);
    }

    @Test
    void a_clock_that_was_set_back_closes_nothing() {
        RateLimiter limiter = limiter(40, Duration.ofSeconds(100), Duration.ofMillis(1));
        ask(limiter, 20);
        database().sql("""
                        update rate_limit
                        set counted_at = now() + interval '1 hour', closed_until = now() + interval '1 hour'""").update();

        assertThat(limiter.acquire()).isEqualTo(new Granted(Duration.ZERO));
    }

    @Test
    void without_the_database_there_is_no_permit_and_no_exception() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"127.0.0.1"});
        nowhere.setPortNumbers(new int[] {1});
        RateLimiter limiter = new PostgresRateLimiter(
                JdbcClient.create(nowhere), rate(40, Duration.ofSeconds(100), Duration.ofSeconds(1)));

        limiter.onRateLimited();

        assertThat(limiter.acquire())
                .isInstanceOfSatisfying(
                        Denied.class,
                        denied -> assertThat(denied.reason()).contains("cannot be read", "nothing is sent"));
    }

    /** A process with a connection of its own. */
    private static JdbcClient database() {
        return JdbcClient.create(source);
    }

    private static boolean row(String condition) {
        return database()
                .sql("select %s from rate_limit".formatted(condition))
                .query(Boolean.class)
                .single();
    }

    private static List<Permit> ask(RateLimiter limiter, int times) {
        return IntStream.range(0, times).mapToObj(each -> limiter.acquire()).toList();
    }

    /** The moments at which calls may go out, by this machine's clock. */
    private static List<Long> slots(RateLimiter limiter, int times) {
        List<Long> slots = new ArrayList<>();
        for (Permit permit : ask(limiter, times)) {
            if (permit instanceof Granted(Duration after)) {
                slots.add(System.nanoTime() + after.toNanos());
            }
        }
        return slots;
    }

    /** A process that may use all of the limit. */
    private static RateLimiter limiter(int calls, Duration period, Duration patience) {
        return new PostgresRateLimiter(database(), rate(calls, period, patience));
    }

    private static RateLimit rate(int calls, Duration period, Duration patience) {
        return new RateLimit("Hyperstack", calls, period, 0, patience);
    }
}
