package io.spotmanager.gateway.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.security.EndpointsAndRolesTest;
import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.Sha256;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@GatewayTest
class NarrowedTokenTest {
    private static final String TOKENS = "/api/tokens";
    private static final String RETIRE = "/api/execute-runpod-retire";
    private static final String RETIRE_AND_MOVE = "{\"hostname\": \"%s\", \"target_aggregate\": \"L40-n3\"}";

    /** What is not reading has a scope of its own here; an endpoint of a command that is named nowhere has none. */
    private static final String COMMANDS = """
            POST /api/execute-migration            | move
            POST /api/plans                        | move
            POST /api/plans/{id}/commit            | move
            POST /api/plans/{id}/retry-failed      | move
            POST /api/plans/{id}/roll-back-done    | move
            POST /api/plans/{id}/cancel            | move
            POST /api/execute-runpod-launch        | launch
            POST /api/execute-runpod-retire        | launch
            POST /api/hyperstack/firewalls/{id}/attach | launch
            POST /api/hyperstack/firewall/update-attachments | launch
            POST /api/hyperstack/firewalls/{id}/preview-attach | read
            POST /api/preview-runpod-retire        | read
            POST /api/preview-runpod-adopt         | read
            POST /api/openstack/server/add-network | attach-network
            POST /api/operations/{id}/{action}     | decide
            POST /api/decisions                    | decide
            POST /api/reservations/{id}/move       | decide
            POST /api/reservations/{id}/cancel     | decide
            POST /api/reservations/{id}/begin      | decide
            POST /api/freeze                       | freeze
            POST /api/unfreeze                     | freeze
            POST /api/reconciliation/adopt         | reconcile
            POST /api/reconciliation/repair        | reconcile
            POST /api/snapshot/accept              | reconcile
            POST /api/preview-migration            | read
            POST /api/preview-decisions            | read
            POST /api/preview-capacity             | read
            POST /api/preview-runpod-launch        | read
            POST /api/refresh                      | read
            POST /api/refresh-all-data             | read
            POST /api/get-target-aggregate         | read
            POST /api/openstack/server/status      | read
            POST /api/openstack/server/get-uuid    | read
            POST /api/openstack/network/show       | read
            POST /api/hyperstack/firewall/get-attachments | read
            POST /api/clear-log                    | read
            POST /api/clear-cache                  | read
            POST /api/clear-cache/{host}           | read
            POST /api/openstack/port/create        | read
            GET /api/audit/verification            | audit
            POST /api/audit/verification           | audit
            GET /api/audit/export                  | audit
            HEAD /api/audit/export                 | audit
            GET /api/security-log                  | security-log
            GET /api/security-log/export           | security-log
            GET /api/security-log/verification     | security-log
            """;

    private final Gateway gateway;

    NarrowedTokenTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private static String scopeOf(String method, String path) {
        var named = COMMANDS.lines()
                .map(line -> line.split(" *\\| *"))
                .filter(line -> line[0].equals(method + " " + path))
                .map(line -> line[1])
                .findFirst();
        return named.orElseGet(() -> path.startsWith("/actuator")
                ? "metrics"
                : method.equals("GET") || method.equals("HEAD") || method.equals("ANY") ? "read" : "none");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(TokenScope.class)
    void each_endpoint_is_open_to_the_tokens_of_one_scope_alone(TokenScope scope) {
        var admin = gateway.admin()
                .post(TOKENS, "{\"name\": \"all\", \"role\": \"admin\"}")
                .field("token");
        var token =
                made("one", "admin", "\"scopes\": [\"%s\"]".formatted(scope)).field("token");
        var id = gateway.acceptedMoveOf("H1").toString();

        EndpointsAndRolesTest.walk((line, outcomeOf) -> {
            var whole = outcomeOf.apply(gateway.withToken(admin), id);
            var isOpen = outcomeOf.apply(gateway.anonymous(), id).equals("in");
            var isHidden = line.path().equals("/actuator/env") && scope != TokenScope.METRICS;
            var expected = (!whole.equals("in") && !isHidden)
                            || isOpen
                            || scopeOf(line.method(), line.path()).equals(scope.toString())
                    ? whole
                    : "403";
            assertThat(outcomeOf.apply(gateway.withToken(token), id))
                    .as("%s with %s", line.endpoint(), scope)
                    .isEqualTo(expected);
        });
    }

    @Test
    void a_refusal_names_the_scope_that_is_missing() {
        var token = made("ci", "operator", "\"scopes\": [\"read\", \"launch\"]").field("token");

        gateway.withToken(token)
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .isProblem(403, "not-allowed")
                .says(
                        "This token has [read, launch] only, and this needs the scope move. Ask an admin for another token.");
        gateway.withToken(token).get("/api/no-such-thing").isProblem(404, "not-found");
    }

    @Test
    void scopes_never_give_more_than_the_role() {
        var token = made("ci", "operator", "\"scopes\": [\"read\", \"move\"]").field("token");
        gateway.tamper("update api_token set scopes = scopes || '{AUDIT}'");

        gateway.withToken(token).get("/api/audit/verification").isProblem(403, "not-allowed");
    }

    @Test
    void the_limits_of_a_token_are_its_own_and_not_those_of_a_later_one_of_its_name() {
        var limited = made("ci", "operator", "\"limits\": [{\"kind\": \"gpu_type\", \"name\": \"H100\"}]");
        gateway.withToken(limited.field("token"))
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .isProblem(403, "not-allowed")
                .says("You may act on H100 only");
        assertThat(gateway.withToken(limited.field("token"))
                        .get("/api/me")
                        .json()
                        .at("/limits/0/name")
                        .asString())
                .isEqualTo("H100");

        gateway.admin().send("DELETE", TOKENS + "/" + limited.id(), "").is(204);
        var next = made("ci", "operator", "\"scopes\": [\"move\"]").field("token");
        gateway.withToken(next)
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .is(202);
    }

    @Test
    void the_list_and_the_security_log_tell_both() {
        made(
                "ci",
                "operator",
                "\"scopes\": [\"move\", \"read\"], \"limits\": [{\"kind\": \"pool\", \"name\": \"L40-n3\"}]");

        var token = gateway.admin().get(TOKENS).json().at("/items/0");
        assertThat(token.path("scopes").toString()).isEqualTo("[\"move\",\"read\"]");
        assertThat(token.path("limits").toString()).isEqualTo("[{\"kind\":\"POOL\",\"name\":\"L40-n3\"}]");
        assertThat(gateway.admin()
                        .get("/api/security-log?event=TOKEN_MADE")
                        .json()
                        .at("/items/0/detail")
                        .toString())
                .contains("\"scopes\":[\"move\",\"read\"]", "\"limits\":[{\"kind\":\"POOL\",\"name\":\"L40-n3\"}]");
    }

    /** What the release before does with a token: it looks for the plain hash, and for no column that it does not know. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "scopes": ["read"]
            "limits": [{"kind": "pool", "name": "L40-n3"}]
            "addresses": ["127.0.0.1"]
            """)
    void a_gateway_of_the_release_before_does_not_know_a_narrowed_token(String narrowing) {
        var token = made("ci", "operator", narrowing).field("token");

        gateway.withToken(token).get("/api/operations").is(200);
        for (var text : List.of(token, "narrowed:" + token, "narrowed:" + Sha256.of(token))) {
            assertThat(gateway.jdbc()
                            .sql("select count(*) from api_token where token_hash = ?")
                            .param(Sha256.of(text))
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
        for (var text : List.of("narrowed:" + token, "narrowed:" + Sha256.of(token), Sha256.of(token))) {
            gateway.withToken(text).get("/api/operations").is(401);
        }
    }

    @Test
    void a_token_with_a_plain_hash_cannot_be_narrowed_later() {
        made("ci", "operator", "\"expires_in_days\": 1");

        assertThatThrownBy(() -> gateway.jdbc()
                        .sql("update api_token set scopes = '{READ}'")
                        .update())
                .hasMessageContaining("narrowed_tokens_are_unknown_to_earlier_releases");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            scopes | "scopes": []                                             | must name at least one scope
            scopes | "scopes": ["write"]                                      | must be one of [read, metrics, launch, move
            scopes | "scopes": [null]                                         | must name at least one scope
            scopes | "scopes": ["read", "audit"]                              | names audit, which the role operator does not have: it has [read, metrics, launch, move, attach-network, decide, freeze, reconcile]
            limits | "limits": []                                             | leave it out for no limits
            limits | "limits": [{"kind": "pool"}]                             | each with the kind pool, gpu_type or contract
            kind   | "limits": [{"kind": "region", "name": "CA1"}]            | must be one of [pool, gpu_type, contract]
            """)
    void what_is_wrong_is_named_with_what_would_be_right(String field, String narrowing, String says) {
        gateway.admin()
                .post(TOKENS, "{\"name\": \"ci\", \"role\": \"operator\", %s}".formatted(narrowing))
                .blames(field)
                .says(says);
    }

    @Test
    void an_object_that_the_snapshot_does_not_have_is_refused() {
        gateway.readsTheCloud();

        gateway.admin()
                .post(
                        TOKENS,
                        "{\"name\": \"ci\", \"role\": \"operator\", \"limits\": [{\"kind\": \"gpu_type\", \"name\": \"L41\"}]}")
                .blames("limits")
                .says("names the GPU type 'L41', which the snapshot does not have: there are [");
    }

    @Test
    void a_token_for_launches_alone_retires_a_vm_and_moves_no_host() {
        gateway.readsTheCloud();
        var host = gateway.cloud().busyHostOf("L40-n3-runpod");
        var narrowed = made("narrowed", "operator", "\"scopes\": [\"read\", \"launch\"]")
                .field("token");
        var launcher = made("launcher", "launcher", "\"expires_in_days\": 1").field("token");

        gateway.withToken(narrowed)
                .post(RETIRE, RETIRE_AND_MOVE.formatted(host))
                .isProblem(403, "not-allowed")
                .says("needs the scope move too");
        gateway.withToken(launcher)
                .post(RETIRE, RETIRE_AND_MOVE.formatted(host))
                .isProblem(403, "not-allowed")
                .says("it needs the role operator");
        gateway.withToken(narrowed)
                .post(RETIRE, "{\"hostname\": \"%s\"}".formatted(host))
                .is(202);
    }

    @Test
    void every_scope_is_one_of_the_role_admin() {
        assertThat(Stream.of(TokenScope.values())).containsExactlyElementsOf(TokenScope.of(Role.ADMIN));
    }

    private Reply made(String name, String role, String narrowing) {
        return gateway.admin()
                .post(TOKENS, "{\"name\": \"%s\", \"role\": \"%s\", %s}".formatted(name, role, narrowing))
                .is(201);
    }
}
