package io.spotmanager.gateway.security.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.commandline.CommandResult;
import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.security.people.UserCommand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet of two GPU types and a contract: H1 in L40-n3, H2 in H100-n3, H3 in the contract, H4 in a pool of each type, H5 in none. */
@GatewayTest
class LimitsTest {
    private static final String L40 = "{\"kind\": \"gpu_type\", \"name\": \"L40\"}";
    private static final String REASON = "{\"reason\": \"because\"}";

    private final Gateway gateway;

    LimitsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void a_fleet() {
        gateway.tamper("""
                insert into pool (name, aggregate_id, kind, gpu_type, gpu_type_from, nvlink)
                values ('L40-n3', 1, 'ON_DEMAND', 'L40', 'name', false), ('L40-n3-spot', 2, 'SPOT', 'L40', 'name', false),
                       ('H100-n3', 3, 'ON_DEMAND', 'H100', 'name', false), ('Contract-acme', 4, 'CONTRACT', null, null, false)""", """
                insert into pool_host (pool, host)
                values ('L40-n3', 'H1'), ('H100-n3', 'H2'), ('Contract-acme', 'H3'), ('L40-n3', 'H4'), ('H100-n3', 'H4')""", """
                insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons)
                select 'H' || n, null, 'L40', 0, 8, 0, 'AVAILABLE', '[]' from generate_series(1, 5) as n""", "update host set pool = 'L40-n3' where name = 'H1'", """
                insert into vm (id, name, status, host, project_id, flavor, gpus)
                values ('S1', 'on-l40', 'ACTIVE', 'H1', 'p', 'f', 8), ('S2', 'on-h100', 'ACTIVE', 'H2', 'p', 'f', 8)""");
    }

    private Caller limited(Person person, Limit... limits) {
        for (var limit : limits) {
            gateway.jdbc()
                    .sql("insert into person_limit (name, kind, object, set_by) values (?, ?, ?, 'admin')")
                    .params(person.user(), limit.kind().name(), limit.name())
                    .update();
        }
        return gateway.as(person);
    }

    private static Limit limit(Limit.Kind kind, String name) {
        return new Limit(kind, name);
    }

    private Caller ofL40() {
        return limited(Person.OPERATOR, limit(Limit.Kind.GPU_TYPE, "L40"));
    }

    @ParameterizedTest(name = "{0} {1}: {2} to {3} is {4}")
    @CsvSource(delimiter = '|', textBlock = """
            GPU_TYPE | L40           | L40-n3-spot   | L40-n3        | in
            GPU_TYPE | L40           | H100-n3       | L40-n3        | H100-n3
            GPU_TYPE | L40           | L40-n3        | H100-n3       | H100-n3
            GPU_TYPE | L40           | L40-n3        | Contract-acme | Contract-acme
            GPU_TYPE | L40           | L40-n3        | nothing       | nothing
            GPU_TYPE | L40           | L40-n3-runpod | L40-n3        | in
            GPU_TYPE | L4            | L40-n3-spot   | L40-n3        | L40-n3, L40-n3-spot
            POOL     | L40-n3        | L40-n3-spot   | L40-n3        | L40-n3-spot
            POOL     | Contract-acme | Contract-acme | Contract-acme | in
            CONTRACT | Contract-acme | Contract-acme | Contract-acme | in
            CONTRACT | L40-n3        | L40-n3        | L40-n3        | L40-n3
            """)
    void a_move_needs_its_source_and_its_target(
            Limit.Kind kind, String name, String source, String target, String outcome) {
        var operator = limited(Person.OPERATOR, limit(kind, name));

        for (var endpoint : List.of("/api/execute-migration", "/api/preview-migration")) {
            var reply = operator.post(endpoint, Gateway.move("H9", source, target));
            if (outcome.equals("in")) {
                assertThat(reply.status()).as(endpoint).isNotEqualTo(403);
            } else {
                reply.isProblem(403, "not-allowed")
                        .says("Nothing was done. You may act on %s only; %s is not among it. Ask an admin."
                                .formatted(name, outcome));
            }
        }
        assertThat(gateway.viewer().get("/api/operations").each("id")).hasSize(outcome.equals("in") ? 1 : 0);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"H1, in", "H2, H100-n3", "H3, Contract-acme", "H4, H100-n3"})
    void a_host_counts_with_every_pool_that_it_is_in(String host, String outcome) {
        var launcher = limited(Person.LAUNCHER, limit(Limit.Kind.GPU_TYPE, "L40"));

        for (var endpoint : List.of("/api/execute-runpod-launch", "/api/preview-runpod-launch")) {
            var reply = launcher.post(endpoint, Gateway.launchOn(host));
            if (outcome.equals("in")) {
                assertThat(reply.status()).as(endpoint).isNotEqualTo(403);
            } else {
                reply.isProblem(403, "not-allowed").says(outcome + " is not among it");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H5", "nobody-knows"})
    void a_host_of_which_no_pool_is_known_is_refused(String host) {
        ofL40().post("/api/execute-runpod-launch", Gateway.launchOn(host))
                .isProblem(403, "not-allowed")
                .says("no pool of %s is known".formatted(host));
    }

    @Test
    void a_move_that_hides_a_pool_of_its_host_is_refused() {
        ofL40().post("/api/execute-migration", Gateway.move("H4", "L40-n3", "L40-n3-spot"))
                .isProblem(403, "not-allowed")
                .says("H100-n3 is not among it");
    }

    @Test
    void the_target_lookup_is_for_hosts_and_pools_within_the_limits() {
        gateway.operator()
                .get("/api/get-target-aggregate?host=H1&target_type=spot")
                .is(200);
        var operator = limited(Person.OPERATOR, limit(Limit.Kind.POOL, "L40-n3"));

        operator.get("/api/get-target-aggregate?host=H1&target_type=ondemand").is(200);
        operator.get("/api/get-target-aggregate?host=H1&target_type=spot")
                .isProblem(403, "not-allowed")
                .says("L40-n3-spot is not among it");
        operator.get("/api/get-target-aggregate?host=H2&target_type=spot").isProblem(403, "not-allowed");
    }

    @ParameterizedTest
    @CsvSource({"on-l40, in", "S1, in", "on-h100, H100-n3", "S2, H100-n3", "unknown, no pool"})
    void a_network_is_attached_to_servers_on_hosts_within_the_limits(String server, String outcome) {
        var reply = ofL40().post(
                        "/api/openstack/server/add-network",
                        "{\"server\": \"%s\", \"network\": \"n\"}".formatted(server));

        if (outcome.equals("in")) {
            assertThat(reply.status()).isNotEqualTo(403);
        } else {
            reply.isProblem(403, "not-allowed").says(outcome);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "cancel", "adopt", "skip", "roll-back"})
    void a_decision_needs_the_pools_of_its_operation(String action) {
        var theirs = gateway.operator()
                .post("/api/execute-migration", Gateway.move("H2", "H100-n3", "H100-n3-spot"))
                .id();
        var ours = gateway.operator()
                .post("/api/execute-migration", Gateway.move("H1", "L40-n3", "L40-n3-spot"))
                .id();
        var operator = ofL40();

        operator.post("/api/operations/%s/%s".formatted(theirs, action), REASON)
                .isProblem(403, "not-allowed")
                .says("H100-n3, H100-n3-spot is not among it");
        assertThat(operator.post("/api/operations/%s/%s".formatted(ours, action), REASON)
                        .status())
                .isNotEqualTo(403);
        assertThat(operator.get("/api/operations/" + theirs).field("limited")).startsWith("You may act on L40 only");
        assertThat(operator.get("/api/operations/" + ours).json().has("limited"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /api/freeze                     | {"reason": "because"}
            POST   | /api/unfreeze                   | {"number": 1, "reason": "because"}
            POST   | /api/reconciliation/adopt       | {"host": "H1", "reason": "because"}
            POST   | /api/reconciliation/repair      | {"host": "H1", "reason": "because"}
            POST   | /api/snapshot/accept            | {"source": "servers", "reason": "because"}
            POST   | /api/people                     | {"name": "eve", "role": "operator"}
            POST   | /api/people/operator/limits     | {"limits": []}
            POST   | /api/tokens                     | {"name": "ci", "role": "operator"}
            """)
    void what_reaches_the_whole_fleet_is_for_people_without_limits(String method, String path, String body) {
        var admin = limited(Person.ADMIN, limit(Limit.Kind.GPU_TYPE, "L40"));

        admin.with("Content-Type", "application/json")
                .send(method, path, body)
                .isProblem(403, "not-allowed")
                .says("You may act on L40 only, and this reaches further");
    }

    @Test
    void reading_stays_whole() {
        var operator = ofL40();

        for (var path : List.of(
                "/api/aggregates/H100",
                "/api/search?q=H2",
                "/api/operations",
                "/api/host-vms/H2",
                "/api/contract-aggregates/unclassified")) {
            assertThat(operator.get(path).is(200).text())
                    .isEqualTo(gateway.viewer().get(path).text());
        }
        operator.post("/api/refresh", "").is(202);
    }

    @Test
    void a_body_that_names_nothing_is_told_what_is_missing_in_it() {
        ofL40().post("/api/execute-runpod-launch", "{\"image_name\": \"Debian 12\"}")
                .blames("hostname");
    }

    @Test
    void a_refusal_is_in_the_security_log_with_what_was_missing() {
        // Refusals of one name in one minute are counted together, those of earlier tests, too.
        var token = gateway.admin()
                .post("/api/tokens", "{\"name\": \"only-here\", \"role\": \"operator\"}")
                .field("token");
        gateway.jdbc()
                .sql(
                        "insert into person_limit (name, kind, object, set_by) values ('token:only-here', 'GPU_TYPE', 'L40', 'admin')")
                .update();
        gateway.withToken(token)
                .post("/api/execute-migration", Gateway.move("H2", "H100-n3", "H100-n3-spot"))
                .is(403);

        var refused = gateway.admin()
                .get("/api/security-log?event=REFUSED&actor=token:only-here")
                .json()
                .at("/items/0");
        assertThat(refused.path("outcome").asString()).isEqualTo("REFUSED");
        assertThat(refused.path("actor").asString()).isEqualTo("token:only-here");
        assertThat(refused.at("/detail/tried/0").asString())
                .isEqualTo("POST /api/execute-migration: H100-n3, H100-n3-spot");
    }

    @Test
    void the_verdicts_say_into_which_pools_the_limits_let_a_host() {
        gateway.readsTheCloud();
        var host = gateway.cloud().emptyHostOf("L40-n3-spot");
        var other = gateway.cloud().emptyHostOf("H100-n3-spot");
        var operator =
                limited(Person.OPERATOR, limit(Limit.Kind.POOL, "L40-n3-spot"), limit(Limit.Kind.POOL, "L40-n3"));

        var hosts = operator.get("/api/move-verdicts?host=%s&host=%s".formatted(host, other))
                .is(200)
                .json()
                .path("hosts");
        assertThat(hosts.path(0).has("limited")).isFalse();
        assertThat(hosts.path(1).path("limited").asString()).contains("H100-n3-spot is not among it");
        assertThat(hosts.path(0).path("targets").valueStream())
                .filteredOn(target -> target.path("aggregate").asString().equals("L40-n3-runpod"))
                .allSatisfy(target ->
                        assertThat(target.path("reason").asString()).contains("L40-n3-runpod is not among it"));
        assertThat(hosts.path(0).path("targets").valueStream())
                .filteredOn(target -> target.path("aggregate").asString().equals("L40-n3"))
                .allSatisfy(
                        target -> assertThat(target.path("result").asString()).isEqualTo("ALLOWED"));
    }

    @Test
    void an_admin_sets_and_lifts_limits_and_the_security_log_has_it() {
        gateway.admin()
                .post("/api/people", "{\"name\": \"anna\", \"role\": \"operator\"}")
                .is(201);

        gateway.admin()
                .post("/api/people/anna/limits", "{\"limits\": [%s]}".formatted(L40))
                .is(200);
        assertThat(gateway.admin()
                        .get("/api/people")
                        .json()
                        .at("/items/0/limits")
                        .toString())
                .isEqualTo("[{\"kind\":\"GPU_TYPE\",\"name\":\"L40\"}]");
        assertThat(gateway.admin()
                        .get("/api/security-log?event=PERSON_CHANGED")
                        .json()
                        .at("/items/0/detail")
                        .toString())
                .contains("\"limits\":[{\"kind\":\"GPU_TYPE\",\"name\":\"L40\"}]", "\"before\":[]");

        gateway.admin().post("/api/people/anna/limits", "{\"limits\": []}").is(200);
        assertThat(gateway.admin().get("/api/people").json().at("/items/0").has("limits"))
                .isFalse();
    }

    @Test
    void limits_that_cannot_be_recorded_are_not_set() {
        gateway.admin()
                .post("/api/people", "{\"name\": \"anna\", \"role\": \"operator\"}")
                .is(201);
        gateway.jdbc()
                .sql("alter table security_entry add constraint nothing check (event <> 'PERSON_CHANGED') not valid")
                .update();
        try {
            assertThat(gateway.admin()
                            .post("/api/people/anna/limits", "{\"limits\": [%s]}".formatted(L40))
                            .status())
                    .isGreaterThanOrEqualTo(500);
        } finally {
            gateway.jdbc()
                    .sql("alter table security_entry drop constraint nothing")
                    .update();
        }
        assertThat(gateway.admin().get("/api/people").json().at("/items/0").has("limits"))
                .isFalse();
    }

    @Test
    void nobody_limits_themselves_and_me_tells_the_limits() {
        gateway.admin().post("/api/people/admin/limits", "{\"limits\": []}").isProblem(409, "own-rights");
        gateway.admin().post("/api/people/nobody/limits", "{\"limits\": []}").isProblem(404, "not-found");

        assertThat(gateway.operator().get("/api/me").json().has("limits")).isFalse();
        assertThat(ofL40().get("/api/me").json().path("limits").toString())
                .isEqualTo("[{\"kind\":\"GPU_TYPE\",\"name\":\"L40\"}]");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            limits         | {}
            limits         | {"limits": [{"kind": "pool", "name": "L41-n3"}]}
            limits         | {"limits": [{"kind": "gpu_type", "name": "l40"}]}
            limits         | {"limits": [{"kind": "contract", "name": "L40-n3"}]}
            kind           | {"limits": [{"kind": "region", "name": "CA1"}]}
            limits         | {"limits": [{"kind": "pool"}]}
            limits         | {"limits": [{"name": "L40-n3"}]}
            limits         | {"limits": [null]}
            """)
    void what_is_wrong_is_named(String field, String body) {
        gateway.admin()
                .post("/api/people", "{\"name\": \"anna\", \"role\": \"operator\"}")
                .is(201);

        gateway.admin().post("/api/people/anna/limits", body).blames(field);
    }

    @Test
    void before_the_first_read_of_the_fleet_any_name_is_taken() {
        gateway.tamper("truncate pool, pool_host, host");
        gateway.admin()
                .post("/api/people", "{\"name\": \"anna\", \"role\": \"operator\"}")
                .is(201);

        gateway.admin()
                .post("/api/people/anna/limits", "{\"limits\": [{\"kind\": \"pool\", \"name\": \"anything\"}]}")
                .is(200);
    }

    @Test
    void the_command_line_sets_and_lifts_limits() throws InterruptedException {
        gateway.admin()
                .post("/api/people", "{\"name\": \"anna\", \"role\": \"operator\"}")
                .is(201);

        assertThat(spot("limit", "anna", "--gpu-type", "L40", "--pool", "H100-n3", "--contract", "Contract-acme")
                        .text())
                .endsWith("limited to Contract-acme, L40, H100-n3");
        assertThat(spot("limit", "anna", "--none").text()).doesNotContain("limited");
        assertThat(spot("limit", "anna").text()).startsWith("usage: user list");
        assertThat(spot("limit", "anna", "--none", "--pool", "L40-n3").text()).startsWith("usage: user list");
        assertThat(spot("disable", "anna", "--none").text()).startsWith("usage: user list");
        assertThat(spot("limit", "anna", "--pool").text()).startsWith("--pool is no option, or its value is missing");
    }

    private CommandResult spot(String... words) throws InterruptedException {
        return UserCommand.run(
                Stream.concat(Stream.of(words), Stream.of("--url", gateway.url()))
                        .toList(),
                variable -> variable.equals("SPOT_ADMIN_PASSWORD") ? Person.ADMIN.password() : null);
    }
}
