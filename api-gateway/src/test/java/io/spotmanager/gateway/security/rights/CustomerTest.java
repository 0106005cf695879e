package io.spotmanager.gateway.security.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.security.EndpointsAndRolesTest;
import io.spotmanager.gateway.security.session.SessionLogins;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a customer may not see is answered as what does not exist, at every address. */
@GatewayTest
class CustomerTest {
    private static final Set<String> THEIRS = Set.of(
            "GET /health",
            "GET /api/me",
            "GET /api/contracts",
            "POST /api/me/password",
            "GET /api/me/sessions",
            "DELETE /api/me/sessions",
            "DELETE /api/me/sessions/{id}",
            "GET /password",
            "GET /",
            "GET /contracts");

    private final Gateway gateway;

    CustomerTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void a_fleet_with_two_contracts() {
        gateway.tamper("""
                insert into pool (name, aggregate_id, kind, gpu_type, gpu_type_from, nvlink)
                values ('Contract-acme', 1, 'CONTRACT', 'L40', 'hosts', false),
                       ('Contract-globex', 2, 'CONTRACT', 'L40', 'hosts', false), ('L40-n3', 3, 'ON_DEMAND', 'L40', 'name', false)""", """
                insert into pool_host (pool, host)
                values ('Contract-acme', 'acme-1'), ('Contract-globex', 'globex-1'), ('L40-n3', 'other-1'), ('L40-n3', 'acme-1')""", """
                insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons, tenant)
                values ('acme-1', 'Contract-acme', 'L40', 3, 8, 2, 'OUT_OF_STOCK', '[{"code": "X", "text": "secret-reason"}]', 'secret-tenant'),
                       ('globex-1', 'Contract-globex', 'L40', 0, 8, 0, 'AVAILABLE', '[]', null),
                       ('other-1', 'L40-n3', 'L40', 0, 8, 0, 'AVAILABLE', '[]', null)""", """
                insert into person_limit (name, kind, object, set_by)
                values ('customer', 'CONTRACT', 'Contract-acme', 'admin'), ('customer', 'GPU_TYPE', 'L40', 'admin'),
                       ('customer', 'POOL', 'Contract-globex', 'admin')""", "update snapshot set generation = generation + 1");
    }

    @Test
    void every_address_but_their_own_is_answered_as_one_that_does_not_exist() {
        gateway.cloud().fails("too-many-requests"); // so that this host is not known to be unknown
        var id = gateway.acceptedMoveOf("H1").toString();
        var open = gateway.anonymous();
        var wrong = new ArrayList<String>();

        EndpointsAndRolesTest.walk((line, outcomeOf) -> {
            var isTheirs = THEIRS.contains(line.endpoint())
                    || outcomeOf.apply(open, id).equals("in")
                    || line.method().equals("TRACE");
            if (line.path().equals("/api/events")) {
                return; // its body is not read; see below
            }
            var reply = EndpointsAndRolesTest.send(line, gateway.customer(), id);
            if (isTheirs == isAsIfNothing(reply, line)) {
                wrong.add("%s: %d %s %s"
                        .formatted(
                                line.endpoint(),
                                reply.status(),
                                reply.text(),
                                reply.headers().map()));
            }
        });

        assertThat(wrong).isEmpty();
    }

    /** To the letter, but for the address. */
    private boolean isAsIfNothing(Reply reply, EndpointsAndRolesTest.Line line) {
        if (reply.status() != 404) {
            return false;
        }
        var nothing = gateway.customer()
                .with("Accept", "application/json, text/html;q=0.9, */*;q=0.1")
                .send(line.method().equals("ANY") ? "GET" : line.method(), "/api/there-is-none", "");
        return withoutAddress(reply).equals(withoutAddress(nothing))
                && names(reply).equals(names(nothing));
    }

    private static String withoutAddress(Reply reply) {
        return reply.text().replaceAll("\"instance\":\"[^\"]*\"", "");
    }

    /** Without what a server says of the connection, which it closes after some requests. */
    private static Set<String> names(Reply reply) {
        return reply.headers().map().keySet().stream()
                .filter(name -> !Set.of("connection", "keep-alive").contains(name))
                .collect(Collectors.toSet());
    }

    @Test
    void the_stream_of_events_is_not_there() {
        assertThat(gateway.customer()
                        .with("Accept", "text/event-stream")
                        .beginning("/api/events")
                        .status())
                .isEqualTo(404);
    }

    /** Open streams ask this every few seconds. */
    @Test
    void who_becomes_a_customer_hears_no_more_events() {
        var streams = gateway.part("sessionLogins", SessionLogins.class);

        assertThat(streams.knows("viewer")).isTrue();
        assertThat(streams.knows("customer")).isFalse();
    }

    @Test
    void a_customer_sees_the_contracts_of_the_limits_and_nothing_of_anybody_else() {
        var reply = gateway.customer().get("/api/contracts").is(200);

        assertThat(reply.json().path("contracts")).hasSize(1);
        assertThat(reply.json().at("/contracts/0").toString())
                .isEqualTo(
                        "{\"name\":\"Contract-acme\",\"gpu_type\":\"L40\",\"gpu_used\":3,\"gpu_capacity\":8,\"hosts\":[{\"hostname\":\"acme-1\","
                                + "\"gpu_type\":\"L40\",\"gpu_used\":3,\"gpu_capacity\":8,\"vm_count\":2,\"in_service\":false}]}");
        assertThat(reply.text()).doesNotContain("globex", "L40-n3", "secret");
        assertThat(gateway.viewer().get("/api/contracts").json().path("contracts"))
                .hasSize(2);
    }

    @Test
    void one_customer_never_gets_the_answer_of_another() {
        var first = gateway.customer().get("/api/contracts").is(200);
        gateway.tamper("update person_limit set object = 'Contract-globex' where kind = 'CONTRACT'");

        var second = gateway.customer()
                .with("If-None-Match", first.header("ETag"))
                .get("/api/contracts")
                .is(200);
        assertThat(second.text()).contains("globex-1").doesNotContain("acme");

        gateway.tamper("delete from person_limit");
        assertThat(gateway.customer().get("/api/contracts").is(200).text()).isEqualTo("{\"contracts\":[]}");
    }

    @Test
    void me_tells_a_customer_nothing_of_the_service() {
        gateway.operator()
                .post("/api/freeze", "{\"reason\": \"secret-freeze\"}")
                .is(200);

        var me = gateway.customer().get("/api/me").is(200);

        assertThat(me.field("role")).isEqualTo("CUSTOMER");
        assertThat(me.text()).doesNotContain("secret", "operator");
        assertThat(me.json().path("features").isEmpty()).isTrue();
    }

    @Test
    void a_customer_gets_a_page_of_their_own_and_others_the_board() {
        for (var path : new String[] {"/", "/board", "/contracts"}) {
            assertThat(page(gateway.customer(), path))
                    .contains("assets/app/customer.js")
                    .doesNotContain("board.js");
            assertThat(page(gateway.viewer(), path)).contains("board.js");
        }
    }

    @Test
    void a_token_of_a_customer_sees_no_more_than_its_own_contracts() {
        var token = gateway.admin().post("/api/tokens", """
                {"name": "acme", "role": "customer", "limits": [{"kind": "contract", "name": "Contract-acme"}]}""").field("token");

        assertThat(gateway.withToken(token).get("/api/contracts").is(200).text())
                .contains("acme-1")
                .doesNotContain("globex");
        gateway.withToken(token).get("/api/operations").isProblem(404, "not-found");
        gateway.withToken(token).get("/api/me/sessions").isProblem(404, "not-found");
    }

    private static String page(Caller caller, String path) {
        return caller.with("Accept", "text/html").get(path).is(200).text();
    }
}
