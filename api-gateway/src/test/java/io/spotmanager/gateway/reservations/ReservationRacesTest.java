package io.spotmanager.gateway.reservations;

import static io.spotmanager.gateway.reservations.Planner.EXECUTE;
import static io.spotmanager.gateway.reservations.Planner.field;
import static io.spotmanager.gateway.reservations.Planner.in;
import static io.spotmanager.gateway.reservations.Planner.move;
import static io.spotmanager.gateway.reservations.Planner.reservationOf;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many gateways look at what is due, and wherever one dies: each reservation begins once. */
@GatewayTest
@Timeout(120)
class ReservationRacesTest {
    private static final long TOMORROW = 86_400;

    private final Gateway gateway;
    private final Planner planner;

    ReservationRacesTest(Gateway gateway) {
        this.gateway = gateway;
        this.planner = new Planner(gateway);
    }

    @BeforeEach
    void a_fleet() {
        gateway.readsTheCloud();
    }

    private UUID reserved(String host) {
        return reservationOf(gateway.operator()
                .post(EXECUTE, move(host, field("not_before", in(TOMORROW)), ", \"despite\": [\"checks\"]")));
    }

    private String empty() {
        return gateway.cloud().emptyHostOf("L40-n3-spot");
    }

    @Test
    void two_gateways_that_look_at_the_same_time_begin_it_once() throws Exception {
        try (var second = Surroundings.anotherGateway(Map.of())) {
            var sweeps = Stream.of(gateway, Gateway.of(second))
                    .map(each -> each.part("dueReservations", DueReservations.class))
                    .toList();
            var id = reserved(empty());
            planner.comes(id);
            var start = new CyclicBarrier(8);
            try (var threads = Executors.newFixedThreadPool(8)) {
                var runs = IntStream.range(0, 8)
                        .mapToObj(number -> threads.submit(() -> {
                            start.await();
                            sweeps.get(number % 2).run();
                            return number;
                        }))
                        .toList();
                for (var run : runs) {
                    run.get(60, SECONDS);
                }
            }

            planner.awaits(id, "BEGUN");
            assertThat(planner.operations()).hasSize(1);
            assertThat(planner.recorded())
                    .containsExactly("RESERVATION_MADE by operator", "RESERVATION_BEGUN by nobody");
        }
    }

    /** The gateway's session ends between the operation and the commit, as when its process is killed. */
    @Test
    void a_gateway_that_dies_while_it_begins_one_has_begun_nothing_and_the_next_look_does() throws Exception {
        var id = reserved(empty());
        try (var obstacle = gateway.owner().getConnection()) {
            obstacle.setAutoCommit(false);
            obstacle.createStatement().execute("lock table security_entry in exclusive mode");
            planner.comes(id);
            await("it has begun its operation and waits for the security log")
                    .atMost(30, SECONDS)
                    .until(() -> endSessionsThatWaitFor("security_entry") > 0);
            assertThat(counted("reservation where state = 'PLANNED'")).isOne();
            assertThat(counted("operation")).isZero();
            obstacle.rollback();
        }

        planner.awaits(id, "BEGUN");
        assertThat(planner.operations()).hasSize(1);
    }

    /** A session that somebody forgot holds the row of a return, which its way out starts when it begins. */
    @Test
    void a_locked_row_of_one_holds_up_no_other() throws Exception {
        var stuck = reservationOf(gateway.operator()
                .post(
                        EXECUTE,
                        move(
                                empty(),
                                field("not_before", in(TOMORROW)),
                                field("until", in(2 * TOMORROW)),
                                ", \"despite\": [\"checks\"]")));
        var other = reserved(gateway.cloud().busyHostOf("L40-n3-spot"));
        gateway.tamper("update reservation set end_if_refused = true where id = '%s'".formatted(other));
        try (var obstacle = gateway.owner().getConnection()) {
            obstacle.setAutoCommit(false);
            obstacle.createStatement()
                    .execute("select from reservation where returns = '%s' for update".formatted(stuck));
            planner.comes(stuck);
            planner.comes(other);

            planner.awaits(other, "REFUSED");
            assertThat(planner.state(stuck)).isEqualTo("PLANNED");
            obstacle.rollback();
        }

        planner.awaits(stuck, "BEGUN");
    }

    private long counted(String rows) {
        return gateway.jdbc()
                .sql("select count(*) from " + rows)
                .query(Long.class)
                .single();
    }

    private int endSessionsThatWaitFor(String table) {
        return gateway.jdbc()
                .sql("""
                        select pg_terminate_backend(pid) from pg_locks
                        where relation = '%s'::regclass and not granted""".formatted(table))
                .query(Boolean.class)
                .list()
                .size();
    }

    @Test
    void of_two_people_who_ask_for_the_same_time_at_once_one_is_told() throws Exception {
        var host = empty();
        var request = move(host, field("not_before", in(TOMORROW)));
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var sent = Stream.of(gateway.operator(), gateway.admin())
                    .map(who -> threads.submit(() -> {
                        start.await();
                        return who.post(EXECUTE, request);
                    }))
                    .toList();
            var statuses = List.of(sent.get(0).get(60, SECONDS), sent.get(1).get(60, SECONDS)).stream()
                    .map(Reply::status)
                    .toList();

            assertThat(statuses).containsExactlyInAnyOrder(202, 409);
        }
    }

    @Test
    void one_that_cannot_be_looked_at_stops_no_other() {
        var broken = reserved(gateway.cloud().busyHostOf("L40-n3-spot"));
        var id = reserved(empty());
        gateway.tamper("update reservation set kind = 'of-nobody' where id = '%s'".formatted(broken));

        planner.comes(broken);
        planner.comes(id);

        planner.awaits(id, "BEGUN");
        assertThat(planner.seen(broken).path("cause").asString()).contains("could not be looked at");
    }
}
