package io.spotmanager.gateway.approvals;

import static io.spotmanager.gateway.approvals.Colleagues.EXECUTE;
import static io.spotmanager.gateway.approvals.Colleagues.approvalOf;
import static io.spotmanager.gateway.approvals.Colleagues.approves;
import static io.spotmanager.gateway.approvals.Colleagues.asks;
import static io.spotmanager.gateway.approvals.Colleagues.declines;
import static io.spotmanager.gateway.approvals.Colleagues.intoContract;
import static io.spotmanager.gateway.approvals.Colleagues.withdraws;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;

/** However many decide at once, and wherever a gateway dies: one end, and at most one operation. */
@GatewayTest
@TestPropertySource(properties = "spot.approvals.contracts=true")
@Timeout(120)
class ApprovalRacesTest {
    private static final int APPROVERS = 4;

    private final Gateway gateway;
    private final Colleagues colleagues;
    private Caller anna;
    private String host;

    ApprovalRacesTest(Gateway gateway) {
        this.gateway = gateway;
        this.colleagues = new Colleagues(gateway);
        this.anna = gateway.anonymous();
        this.host = "";
    }

    @BeforeEach
    void a_fleet_and_somebody_who_asks() {
        gateway.readsTheCloud();
        anna = colleagues.person("anna", "operator");
        host = gateway.cloud().emptyHostOf("L40-n3-spot");
    }

    private static List<Reply> atOnce(List<Callable<Reply>> requests) throws Exception {
        var start = new CyclicBarrier(requests.size());
        try (var threads = Executors.newFixedThreadPool(requests.size())) {
            var sent = requests.stream()
                    .map(request -> threads.submit(() -> {
                        start.await();
                        return request.call();
                    }))
                    .toList();
            var replies = new ArrayList<Reply>();
            for (var one : sent) {
                replies.add(one.get(60, SECONDS));
            }
            return replies;
        }
    }

    private static long ok(List<Reply> replies) {
        return replies.stream().filter(reply -> reply.status() == 200).count();
    }

    @RepeatedTest(3)
    void of_several_approvers_at_once_at_two_gateways_one_begins_it() throws Exception {
        var id = asks(anna, intoContract(host));
        try (var second = Surroundings.anotherGateway(Map.of("spot.approvals.contracts", "true"))) {
            var other = Gateway.of(second);
            var people = IntStream.range(0, APPROVERS)
                    .mapToObj(number -> "person-" + number)
                    .toList();
            people.forEach(name -> colleagues.person(name, "operator"));

            var replies = atOnce(people.stream()
                    .flatMap(name -> Stream.<Callable<Reply>>of(
                            () -> approves(colleagues.at(gateway, name), id),
                            () -> approves(colleagues.at(other, name), id)))
                    .toList());

            assertThat(ok(replies)).isOne();
            assertThat(replies)
                    .filteredOn(reply -> reply.status() != 200)
                    .allSatisfy(reply -> reply.isProblem(409, "approval-ended"));
            assertThat(colleagues.operations()).hasSize(1);
            assertThat(colleagues.recorded())
                    .filteredOn(entry -> entry.startsWith("APPROVAL_GIVEN"))
                    .hasSize(1);
        }
    }

    @RepeatedTest(3)
    void approved_declined_and_withdrawn_at_once_it_ends_in_one_way() throws Exception {
        var id = asks(anna, intoContract(host));
        var bob = colleagues.person("bob", "operator");
        var carl = colleagues.person("carl", "operator");

        var replies = atOnce(List.of(() -> approves(bob, id), () -> declines(carl, id), () -> withdraws(anna, id)));

        assertThat(ok(replies)).isOne();
        assertThat(colleagues.operations()).hasSize(colleagues.state(id).equals("APPROVED") ? 1 : 0);
        assertThat(colleagues.recorded()).hasSize(2);
    }

    @Test
    void the_same_request_with_the_same_key_is_one_request_and_later_its_one_operation() throws Exception {
        var keyed = anna.withKey("order-17");

        var replies = atOnce(IntStream.range(0, 6)
                .<Callable<Reply>>mapToObj(number -> () -> keyed.post(EXECUTE, intoContract(host)))
                .toList());

        assertThat(replies).allSatisfy(reply -> reply.is(202));
        var ids = replies.stream().map(Colleagues::approvalOf).distinct().toList();
        assertThat(ids).hasSize(1);
        keyed.post(EXECUTE, intoContract(host, ", \"reason\": \"another\"")).isProblem(422, "idempotency-key-reused");

        approves(colleagues.person("bob", "operator"), ids.getFirst()).is(200);
        var operation = keyed.post(EXECUTE, intoContract(host)).is(202).id();
        assertThat(colleagues.operations()).containsExactly(operation.toString());
        assertThat(gateway.verifiedHistory().path("whole").asBoolean()).isTrue();
    }

    @Test
    void a_repeated_request_is_told_that_it_was_declined() {
        var keyed = anna.withKey("order-18");
        var id = approvalOf(keyed.post(EXECUTE, intoContract(host)).is(202));
        declines(colleagues.person("bob", "operator"), id).is(200);

        var reply = keyed.post(EXECUTE, intoContract(host)).is(202);

        assertThat(reply.field("state")).isEqualTo("DECLINED");
        assertThat(approvalOf(reply)).isEqualTo(id);
    }

    /** The gateway's session ends between the operation and the commit, as when its process is killed. */
    @Test
    void a_gateway_that_dies_while_it_approves_has_approved_nothing_and_another_one_can() throws Exception {
        var id = asks(anna, intoContract(host));
        var bob = colleagues.person("bob", "operator");
        try (var obstacle = gateway.owner().getConnection();
                var threads = Executors.newSingleThreadExecutor()) {
            obstacle.setAutoCommit(false);
            obstacle.createStatement().execute("lock table security_entry in exclusive mode");
            var approving = threads.submit(() -> approves(bob, id));
            await("the approval has begun its operation and waits for the security log")
                    .atMost(30, SECONDS)
                    .until(() -> endSessionsThatWaitFor("security_entry") > 0);
            obstacle.rollback();

            assertThat(approving.get(60, SECONDS).status()).isGreaterThanOrEqualTo(500);
        }

        assertThat(colleagues.state(id)).isEqualTo("PENDING");
        assertThat(colleagues.operations()).isEmpty();
        approves(bob, id).is(200);
        assertThat(colleagues.operations()).hasSize(1);
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
}
