package io.spotmanager.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.fixture.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Who may do what. An endpoint that this table does not name fails the test, so that none is opened by accident. */
@GatewayTest
public class EndpointsAndRolesTest {
    /** {@code in}: past the guard, whatever comes then; the numbers are refusals. */
    private static final String TABLE = """
            endpoint                               | anonymous | viewer | launcher | operator | auditor | admin
            GET  /health                           | in        | in     | in       | in       | in      | in
            GET  /health/ready                     | in        | in     | in       | in       | in      | in
            GET  /health/dependencies              | in        | in     | in       | in       | in      | in
            ANY  /error                            | 404       | 404    | 404      | 404      | 404     | 404
            GET  /api/login-options                | in        | in     | in       | in       | in      | in
            GET  /api/me                           | 401       | in     | in       | in       | in      | in
            GET  /api/operations                   | 401       | in     | in       | in       | in      | in
            GET  /api/operations.csv               | 401       | in     | in       | in       | in      | in
            GET  /api/operations/counts            | 401       | in     | in       | in       | in      | in
            GET  /api/operations/{id}/export       | 401       | in     | in       | in       | in      | in
            POST /api/preview-decisions            | 401       | in     | in       | in       | in      | in
            POST /api/preview-capacity             | 401       | in     | in       | in       | in      | in
            POST /api/decisions                    | 401       | 403    | 403      | in       | 403     | in
            GET  /api/views                        | 401       | in     | in       | in       | in      | in
            POST /api/views                        | 401       | in     | in       | in       | in      | in
            DELETE /api/views/{id}                 | 401       | in     | in       | in       | in      | in
            GET  /api/analytics                    | 401       | in     | in       | in       | in      | in
            GET  /api/capacity                     | 401       | in     | in       | in       | in      | in
            GET  /api/workflows                    | 401       | in     | in       | in       | in      | in
            GET  /api/operations/{id}              | 401       | in     | in       | in       | in      | in
            GET  /api/operations/{id}/events       | 401       | in     | in       | in       | in      | in
            POST /api/operations/{id}/{action}     | 401       | 403    | 403      | in       | 403     | in
            POST /api/execute-migration            | 401       | 403    | 403      | in       | 403     | in
            POST /api/preview-migration            | 401       | in     | in       | in       | in      | in
            GET  /api/move-verdicts                | 401       | in     | in       | in       | in      | in
            POST /api/execute-runpod-launch        | 401       | 403    | in       | in       | 403     | in
            POST /api/preview-runpod-launch        | 401       | in     | in       | in       | in      | in
            POST /api/execute-runpod-retire        | 401       | 403    | in       | in       | 403     | in
            POST /api/preview-runpod-retire        | 401       | in     | in       | in       | in      | in
            POST /api/preview-runpod-adopt         | 401       | in     | in       | in       | in      | in
            POST /api/adopt-runpod-vm              | 401       | 403    | 403      | 403      | 403     | in
            GET  /api/hyperstack/images            | 401       | in     | in       | in       | in      | in
            GET  /api/hyperstack/regions           | 401       | in     | in       | in       | in      | in
            GET  /api/openstack/host               | 401       | in     | in       | in       | in      | in
            GET  /api/openstack/server/status      | 401       | in     | in       | in       | in      | in
            GET  /api/openstack/network/show       | 401       | in     | in       | in       | in      | in
            POST /api/openstack/server/add-network | 401       | 403    | 403      | in       | 403     | in
            POST /api/get-target-aggregate         | 401       | in     | in       | in       | in      | in
            POST /api/openstack/server/status      | 401       | in     | in       | in       | in      | in
            POST /api/openstack/server/get-uuid    | 401       | in     | in       | in       | in      | in
            POST /api/openstack/network/show       | 401       | in     | in       | in       | in      | in
            GET  /api/aggregates/outofstock        | 401       | in     | in       | in       | in      | in
            POST /api/refresh-all-data             | 401       | 403    | 403      | in       | 403     | in
            POST /api/clear-log                    | 401       | in     | in       | in       | in      | in
            POST /api/clear-cache                  | 401       | in     | in       | in       | in      | in
            POST /api/clear-cache/{host}           | 401       | in     | in       | in       | in      | in
            GET  /api/cache-status                 | 401       | in     | in       | in       | in      | in
            GET  /api/parallel-cache-status        | 401       | in     | in       | in       | in      | in
            GET  /api/parallel-test                | 401       | in     | in       | in       | in      | in
            POST /api/openstack/port/create        | 401       | in     | in       | in       | in      | in
            GET  /api/inventory-check              | 401       | in     | in       | in       | in      | in
            GET  /api/system                       | 401       | in     | in       | in       | in      | in
            GET  /api/hyperstack/firewalls/{id}    | 401       | in     | in       | in       | in      | in
            POST /api/hyperstack/firewall/get-attachments | 401       | in     | in       | in       | in      | in
            POST /api/hyperstack/firewall/update-attachments | 401       | 403    | in       | in       | 403     | in
            POST /api/hyperstack/firewalls/{id}/preview-attach | 401       | in     | in       | in       | in      | in
            POST /api/hyperstack/firewalls/{id}/attach | 401       | 403    | in       | in       | 403     | in
            GET  /api/get-target-aggregate         | 401       | in     | in       | in       | in      | in
            GET  /api/command-log                  | 401       | in     | in       | in       | in      | in
            GET  /api/events                       | 401       | in     | in       | in       | in      | in
            GET  /api/snapshot                     | 401       | in     | in       | in       | in      | in
            GET  /api/gpu-types                    | 401       | in     | in       | in       | in      | in
            POST /api/refresh                      | 401       | 403    | 403      | in       | 403     | in
            POST /api/snapshot/accept              | 401       | 403    | 403      | in       | 403     | in
            GET  /api/aggregates/{gpuType}         | 401       | in     | in       | in       | in      | in
            GET  /api/aggregates/{gpuType}/{pool}  | 401       | in     | in       | in       | in      | in
            GET  /api/contract-aggregates/{gpuType} | 401       | in     | in       | in       | in      | in
            GET  /api/contracts                    | 401       | in     | in       | in       | in      | in
            GET  /api/out-of-stock                 | 401       | in     | in       | in       | in      | in
            GET  /api/host-vms/{host}              | 401       | in     | in       | in       | in      | in
            GET  /api/search                       | 401       | in     | in       | in       | in      | in
            GET  /api/tokens                       | 401       | 403    | 403      | 403      | 403     | in
            POST /api/tokens                       | 401       | 403    | 403      | 403      | 403     | in
            DELETE /api/tokens/{id}                | 401       | 403    | 403      | 403      | 403     | in
            GET  /api/people                       | 401       | 403    | 403      | 403      | 403     | in
            POST /api/people                       | 401       | 403    | 403      | 403      | 403     | in
            POST /api/people/{name}/role           | 401       | 403    | 403      | 403      | 403     | in
            POST /api/people/{name}/limits         | 401       | 403    | 403      | 403      | 403     | in
            POST /api/people/{name}/reset-password | 401       | 403    | 403      | 403      | 403     | in
            POST /api/people/{name}/disable        | 401       | 403    | 403      | 403      | 403     | in
            POST /api/people/{name}/enable         | 401       | 403    | 403      | 403      | 403     | in
            DELETE /api/people/{name}/sessions     | 401       | 403    | 403      | 403      | 403     | in
            POST /api/me/password                  | 401       | in     | in       | in       | in      | in
            GET  /api/me/sessions                  | 401       | in     | in       | in       | in      | in
            DELETE /api/me/sessions                | 401       | in     | in       | in       | in      | in
            DELETE /api/me/sessions/{id}           | 401       | in     | in       | in       | in      | in
            GET  /api/security-log                 | 401       | 403    | 403      | 403      | in      | in
            GET  /api/security-log/export          | 401       | 403    | 403      | 403      | in      | in
            GET  /api/security-log/verification    | 401       | 403    | 403      | 403      | in      | in
            GET  /api/audit/verification           | 401       | 403    | 403      | 403      | in      | in
            POST /api/audit/verification           | 401       | 403    | 403      | 403      | in      | in
            GET  /api/audit/export                 | 401       | 403    | 403      | 403      | in      | in
            GET  /api/plans                        | 401       | in     | in       | in       | in      | in
            GET  /api/plans/{id}                   | 401       | in     | in       | in       | in      | in
            POST /api/plans                        | 401       | 403    | 403      | in       | 403     | in
            POST /api/plans/{id}/commit            | 401       | 403    | 403      | in       | 403     | in
            POST /api/plans/{id}/retry-failed      | 401       | 403    | 403      | in       | 403     | in
            POST /api/plans/{id}/roll-back-done    | 401       | 403    | 403      | in       | 403     | in
            POST /api/plans/{id}/cancel            | 401       | 403    | 403      | in       | 403     | in
            GET  /api/approvals                    | 401       | in     | in       | in       | in      | in
            GET  /api/approvals/{id}               | 401       | in     | in       | in       | in      | in
            GET  /api/approvals/{id}/comparison    | 401       | in     | in       | in       | in      | in
            POST /api/approvals/{id}/approve       | 401       | 403    | in       | in       | 403     | in
            POST /api/approvals/{id}/decline       | 401       | 403    | in       | in       | 403     | in
            POST /api/approvals/{id}/withdraw      | 401       | 403    | in       | in       | 403     | in
            GET  /api/reservations                 | 401       | in     | in       | in       | in      | in
            GET  /api/reservations/{id}            | 401       | in     | in       | in       | in      | in
            POST /api/reservations/{id}/move       | 401       | 403    | in       | in       | 403     | in
            POST /api/reservations/{id}/cancel     | 401       | 403    | in       | in       | 403     | in
            POST /api/reservations/{id}/begin      | 401       | 403    | in       | in       | 403     | in
            GET  /api/windows                      | 401       | in     | in       | in       | in      | in
            GET  /api/windows/{name}               | 401       | in     | in       | in       | in      | in
            PUT  /api/windows/{name}               | 401       | 403    | 403      | 403      | 403     | in
            DELETE /api/windows/{name}             | 401       | 403    | 403      | 403      | 403     | in
            GET  /api/policies                     | 401       | in     | in       | in       | in      | in
            GET  /api/policies/{name}              | 401       | in     | in       | in       | in      | in
            PUT  /api/policies/{name}              | 401       | 403    | 403      | 403      | 403     | in
            DELETE /api/policies/{name}            | 401       | 403    | 403      | 403      | 403     | in
            GET  /api/webhooks                     | 401       | 403    | 403      | 403      | 403     | in
            GET  /api/webhooks/{name}              | 401       | 403    | 403      | 403      | 403     | in
            PUT  /api/webhooks/{name}              | 401       | 403    | 403      | 403      | 403     | in
            DELETE /api/webhooks/{name}            | 401       | 403    | 403      | 403      | 403     | in
            POST /api/webhooks/{name}/rotate-secret | 401       | 403    | 403      | 403      | 403     | in
            POST /api/webhooks/{name}/test         | 401       | 403    | 403      | 403      | 403     | in
            GET  /api/webhooks/{name}/deliveries   | 401       | 403    | 403      | 403      | 403     | in
            POST /api/webhooks/{name}/deliveries/{id}/redeliver | 401       | 403    | 403      | 403      | 403     | in
            GET  /api/links                        | 401       | in     | in       | in       | in      | in
            GET  /api/freeze                       | 401       | in     | in       | in       | in      | in
            POST /api/freeze                       | 401       | 403    | 403      | in       | 403     | in
            POST /api/unfreeze                     | 401       | 403    | 403      | in       | 403     | in
            GET  /api/reconciliation               | 401       | in     | in       | in       | in      | in
            POST /api/reconciliation/adopt         | 401       | 403    | 403      | in       | 403     | in
            POST /api/reconciliation/repair        | 401       | 403    | 403      | in       | 403     | in
            GET  /api/openapi.json                 | 401       | in     | in       | in       | in      | in
            """;

    /** What is served without a controller, or not at all. */
    private static final String BESIDES = """
            path                                   | anonymous | viewer | launcher | operator | auditor | admin
            GET  /actuator/health                  | in        | in     | in       | in       | in      | in
            GET  /actuator/health/**               | in        | in     | in       | in       | in      | in
            GET  /actuator/health/liveness         | in        | in     | in       | in       | in      | in
            GET  /actuator/health/readiness        | in        | in     | in       | in       | in      | in
            GET  /actuator                         | 401       | 403    | 403      | 403      | 403     | in
            GET  /actuator/info                    | 401       | 403    | 403      | 403      | 403     | in
            GET  /actuator/metrics                 | 401       | 403    | 403      | 403      | 403     | in
            GET  /actuator/metrics/{name}          | 401       | 403    | 403      | 403      | 403     | in
            GET  /actuator/prometheus              | 401       | in     | in       | in       | in      | in
            GET  /actuator/env                     | 401       | 403    | 403      | 403      | 403     | 404
            GET  /password                         | login     | in     | in       | in       | in      | in
            GET  /assets/app/customer.js           | in        | in     | in       | in       | in      | in
            GET  /customer.html                    | in        | in     | in       | in       | in      | in
            GET  /assets/app/password.js           | in        | in     | in       | in       | in      | in
            GET  /people                           | login     | in     | in       | in       | in      | in
            GET  /tokens                           | login     | in     | in       | in       | in      | in
            GET  /capacity                         | login     | in     | in       | in       | in      | in
            GET  /reconciliation                   | login     | in     | in       | in       | in      | in
            GET  /dependencies                     | login     | in     | in       | in       | in      | in
            GET  /login                            | in        | in     | in       | in       | in      | in
            GET  /                                 | login     | in     | in       | in       | in      | in
            GET  /index.html                       | login     | in     | in       | in       | in      | in
            GET  /board/L40                        | login     | in     | in       | in       | in      | in
            GET  /operations/{id}                  | login     | in     | in       | in       | in      | in
            GET  /decisions                        | login     | in     | in       | in       | in      | in
            GET  /approvals                        | login     | in     | in       | in       | in      | in
            GET  /reservations                     | login     | in     | in       | in       | in      | in
            GET  /approvals/{id}                   | login     | in     | in       | in       | in      | in
            GET  /plans                            | login     | in     | in       | in       | in      | in
            GET  /plans/{id}                       | login     | in     | in       | in       | in      | in
            GET  /policies                         | login     | in     | in       | in       | in      | in
            GET  /windows                          | login     | in     | in       | in       | in      | in
            GET  /webhooks                         | login     | in     | in       | in       | in      | in
            GET  /contracts                        | login     | in     | in       | in       | in      | in
            GET  /docs                             | login     | in     | in       | in       | in      | in
            GET  /assets/app/main.js               | login     | in     | in       | in       | in      | in
            GET  /assets/board.js                  | login     | in     | in       | in       | in      | in
            GET  /assets/board.css                 | login     | in     | in       | in       | in      | in
            GET  /assets/boot.js                   | in        | in     | in       | in       | in      | in
            GET  /assets/app/pages/docs-page.js    | login     | in     | in       | in       | in      | in
            GET  /assets/app/login.js              | in        | in     | in       | in       | in      | in
            GET  /assets/css/tokens.css            | in        | in     | in       | in       | in      | in
            GET  /webjars/bootstrap/5.3.8/css/bootstrap.min.css | in        | in     | in       | in       | in      | in
            GET  /webjars/other/1.0/other.js       | login     | 404    | 404      | 404      | 404     | 404
            GET  /application.yaml                 | login     | 404    | 404      | 404      | 404     | 404
            GET  /no-such-page                     | login     | 404    | 404      | 404      | 404     | 404
            HEAD /operations/{id}                  | login     | in     | in       | in       | in      | in
            HEAD /api/operations                   | 401       | in     | in       | in       | in      | in
            HEAD /api/audit/export                 | 401       | 403    | 403      | 403      | in      | in
            HEAD /api/tokens                       | 401       | 403    | 403      | 403      | 403     | in
            HEAD /login                            | in        | in     | in       | in       | in      | in
            PUT  /contracts                        | 403       | 405    | 405      | 405      | 405     | 405
            PUT  /no-such-page                     | 403       | 404    | 404      | 404      | 404     | 404
            GET  /api/no-such-thing                | 401       | 404    | 404      | 404      | 404     | 404
            POST /api/no-such-thing                | 401       | 404    | 404      | 404      | 404     | 404
            DELETE /api/no-such-thing              | 401       | 404    | 404      | 404      | 404     | 404
            DELETE /api/operations                 | 401       | 405    | 405      | 405      | 405     | 405
            PUT  /api/operations                   | 401       | 405    | 405      | 405      | 405     | 405
            PUT  /api/tokens                       | 401       | 405    | 405      | 405      | 405     | 405
            DELETE /api/execute-migration          | 401       | 405    | 405      | 405      | 405     | 405
            TRACE /api/operations                  | 405       | 405    | 405      | 405      | 405     | 405
            """;

    /** Bodies that get past validation, where one is needed. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("/api/execute-migration", Gateway.moveOf("H2")),
            Map.entry("/api/preview-migration", Gateway.moveOf("H2")),
            Map.entry("/api/preview-capacity", "{\"operations\": [{\"host\": \"H2\", \"operation\": \"remove\"}]}"),
            Map.entry("/api/execute-runpod-launch", Gateway.launchOn("H3")),
            Map.entry("/api/preview-runpod-launch", Gateway.launchOn("H3")),
            Map.entry("/api/execute-runpod-retire", "{\"hostname\": \"H3\"}"),
            Map.entry("/api/preview-runpod-retire", "{\"hostname\": \"H3\"}"),
            Map.entry("/api/preview-runpod-adopt", "{\"hostname\": \"H3\"}"),
            Map.entry(
                    "/api/adopt-runpod-vm",
                    "{\"hostname\": \"H3\", \"vm_id\": 7, \"server_id\": \"s-7\", \"reason\": \"ours\"}"),
            Map.entry("/api/openstack/server/add-network", "{\"server\": \"s\", \"network\": \"n\"}"),
            Map.entry("/api/get-target-aggregate", "{\"hostname\": \"H2\", \"target_type\": \"spot\"}"),
            Map.entry("/api/openstack/server/status", "{\"server_name\": \"s\"}"),
            Map.entry("/api/openstack/server/get-uuid", "{\"server_name\": \"s\"}"),
            Map.entry("/api/hyperstack/firewall/get-attachments", "{\"firewall_id\": 971}"),
            Map.entry("/api/hyperstack/firewall/update-attachments", "{\"vm_ids\": [7]}"),
            Map.entry("/api/hyperstack/firewalls/{id}/preview-attach", "{\"hostname\": \"H3\"}"),
            Map.entry("/api/hyperstack/firewalls/{id}/attach", "{\"hostname\": \"H3\", \"reason\": \"because\"}"),
            Map.entry("/api/openstack/network/show", "{\"network_name\": \"n\"}"),
            Map.entry("/api/tokens", "{\"name\": \"ci\", \"role\": \"viewer\"}"),
            Map.entry("/api/operations/{id}/{action}", "{\"reason\": \"because\"}"),
            Map.entry("/api/plans", "{\"operations\": []}"),
            Map.entry("/api/plans/{id}/commit", "{}"),
            Map.entry("/api/plans/{id}/retry-failed", "{}"),
            Map.entry("/api/plans/{id}/roll-back-done", "{}"),
            Map.entry("/api/plans/{id}/cancel", "{}"),
            Map.entry("/api/approvals/{id}/approve", "{\"reason\": \"because\"}"),
            Map.entry("/api/approvals/{id}/decline", "{\"reason\": \"because\"}"),
            Map.entry("/api/approvals/{id}/withdraw", "{}"),
            Map.entry("/api/reservations/{id}/move", "{\"not_before\": \"2027-06-01T00:00:00Z\"}"),
            Map.entry("/api/reservations/{id}/cancel", "{\"reason\": \"because\"}"),
            Map.entry("/api/reservations/{id}/begin", "{\"reason\": \"because\"}"),
            Map.entry(
                    "/api/windows/{name}",
                    "{\"weekdays\": [\"sat\"], \"begins\": \"02:00\", \"ends\": \"04:00\", \"zone\": \"UTC\"}"),
            Map.entry("/api/policies/{name}", "{\"pool\": \"L40-n3\"}"),
            Map.entry("/api/webhooks/{name}", "{}"));

    /** What no token may do, whatever its role. */
    private static final Pattern IN_PERSON =
            Pattern.compile("/password|/api/(tokens|people|me/password|me/sessions|views)(/.*)?"
                    + "|/api/approvals/[^/]+/(approve|decline)");

    private static final List<Person> LOGGED_IN = Arrays.stream(Person.values())
            .filter(person -> person != Person.ANONYMOUS)
            .toList();

    private static final String ENDLESS = "GET /api/events";

    private final Gateway gateway;

    EndpointsAndRolesTest(Gateway gateway) {
        this.gateway = gateway;
    }

    public record Line(String method, String path, List<String> expected) {
        static Stream<Line> of(String table) {
            return table.lines().skip(1).map(Line::parse);
        }

        private static Line parse(String text) {
            var cells = Arrays.stream(text.split("\\|")).map(String::strip).toList();
            var endpoint = cells.getFirst().split(" +");
            return new Line(endpoint[0], endpoint[1], cells.subList(1, cells.size()));
        }

        public String endpoint() {
            return method + " " + path;
        }
    }

    /** The least of those whom the table lets in there. */
    public static Person leastFor(String method, String path) {
        var line = Line.of(TABLE)
                .filter(candidate ->
                        candidate.method().equals(method) && candidate.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the table does not name %s %s".formatted(method, path)));
        return Person.values()[line.expected().indexOf("in")];
    }

    /** Whether no token may do it, whatever its role. */
    public static boolean needsAPerson(String path) {
        return IN_PERSON.matcher(path).matches();
    }

    /** Whether an endpoint does nothing without a body. */
    public static boolean takesBody(String path) {
        return BODIES.containsKey(path);
    }

    /**
     * Walks every endpoint, for tests of rights of another kind.
     *
     * @param check gets each line, and what tells what came of it for a caller and an operation
     */
    public static void walk(BiConsumer<Line, BiFunction<Caller, String, String>> check) {
        endpoints().forEach(line -> check.accept(line, (caller, id) -> outcome(send(line, caller, id))));
    }

    /** All of both tables. */
    public static Stream<Line> endpoints() {
        return Stream.concat(Line.of(TABLE), Line.of(BESIDES));
    }

    @Test
    void the_table_names_every_endpoint_and_none_that_is_gone() {
        var endpoints = mapped("requestMappingHandlerMapping").distinct().toList(); // an error is shown in two ways

        assertThat(endpoints)
                .containsExactlyInAnyOrderElementsOf(
                        Line.of(TABLE).map(Line::endpoint).toList());
    }

    @Test
    void whatever_else_is_mapped_is_walked_too() {
        var others = gateway.parts(RequestMappingInfoHandlerMapping.class).stream()
                .filter(name -> !name.equals("requestMappingHandlerMapping"))
                .flatMap(this::mapped)
                .map(endpoint -> endpoint.replaceAll("\\{\\w+}", "{name}"))
                .toList();

        assertThat(others).isNotEmpty();
        assertThat(Line.of(BESIDES).map(Line::endpoint).toList()).containsAll(others);
    }

    private Stream<String> mapped(String mapping) {
        return gateway.part(mapping, RequestMappingInfoHandlerMapping.class).getHandlerMethods().keySet().stream()
                .flatMap(EndpointsAndRolesTest::names);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void a_token_may_do_what_its_role_may_but_nothing_that_needs_a_person(Line line) {
        var id = gateway.acceptedMoveOf("H1").toString();
        var expected = new ArrayList<>(line.expected());
        if (needsAPerson(line.path())) {
            expected.replaceAll(outcome -> outcome.equals("in") ? "403" : outcome);
        }

        for (var person : LOGGED_IN) {
            var token = gateway.admin()
                    .post("/api/tokens", """
                    {"name": "%s", "role": "%s"}""".formatted(person.user(), person.user()))
                    .field("token");
            assertThat(outcome(send(line, gateway.withToken(token), id)))
                    .as(person.name())
                    .isEqualTo(expected.get(person.ordinal()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void each_role_may_do_what_the_table_says_and_nothing_else(Line line) {
        var id = gateway.acceptedMoveOf("H1");

        assertThat(Arrays.stream(Person.values())
                        .map(person -> outcome(send(line, gateway.as(person), id.toString())))
                        .toList())
                .isEqualTo(line.expected());
    }

    /** Sends what a line of the table names. */
    public static Reply send(Line line, Caller caller, String id) {
        var method = line.method().equals("ANY") ? "GET" : line.method();
        var path = line.path()
                .replace("{id}", id)
                .replace("{action}", "retry")
                .replace("**", "liveness")
                .replaceAll("\\{\\w+}", "L40");
        var asking = caller.with("Content-Type", "application/json")
                .with("Accept", "application/json, text/html;q=0.9, */*;q=0.1");
        return line.endpoint().equals(ENDLESS)
                ? asking.beginning(path)
                : asking.send(method, path, BODIES.getOrDefault(line.path(), ""));
    }

    /** What came of it, in the words of the table. */
    public static String outcome(Reply reply) {
        return switch (reply.status()) {
            case 401, 403, 405 -> String.valueOf(reply.status());
            case 302 -> reply.header("Location").matches(".*/login(\\?next=.*)?") ? "login" : "elsewhere";
            case 404 -> reply.text().contains("There is nothing at this address") ? "404" : "in";
            default -> "in";
        };
    }

    private static Stream<String> names(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        var verbs = methods.isEmpty()
                ? List.of("ANY")
                : methods.stream().map(Enum::name).toList();
        return verbs.stream()
                .flatMap(verb -> mapping.getPatternValues().stream().map(path -> verb + " " + path));
    }
}
