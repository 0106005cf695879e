package io.spotmanager.gateway.security.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.security.EndpointsAndRolesTest;
import io.spotmanager.gateway.security.EndpointsAndRolesTest.Line;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every endpoint x role x limits x object, as a person and with a token. What is expected is computed from the table of roles, from what
 * the limits cover, and from the requests below alone: an endpoint that changes something and names no object is refused to whoever is
 * limited, so one that is new and reaches less fails here until its request is written down.
 */
@GatewayTest
class EveryObjectTest {
    private static final String POOLS = """
            insert into pool (name, aggregate_id, kind, gpu_type, gpu_type_from, nvlink)
            values ('L40-n3', 1, 'ON_DEMAND', 'L40', 'name', false), ('L40-n3-spot', 2, 'SPOT', 'L40', 'name', false),
                   ('H100-n3', 3, 'ON_DEMAND', 'H100', 'name', false), ('H100-n3-spot', 4, 'SPOT', 'H100', 'name', false),
                   ('Contract-acme', 5, 'CONTRACT', null, null, false)""";

    /** What only concerns the caller, or changes nothing. */
    private static final Set<String> OWN = Set.of(
            "POST /api/me/password",
            "POST /api/openstack/server/status", // only read
            "POST /api/openstack/server/get-uuid",
            "POST /api/openstack/network/show",
            "POST /api/hyperstack/firewall/get-attachments",
            "POST /api/clear-log", // gone, and named as that
            "POST /api/clear-cache",
            "POST /api/clear-cache/{host}",
            "POST /api/openstack/port/create",
            "DELETE /api/me/sessions",
            "DELETE /api/me/sessions/{id}",
            "POST /api/plans", // begins nothing; what its commit, and each of the others, begins or ends is compared:
            // PlanFourEyesTest
            "POST /api/plans/{id}/commit",
            "POST /api/plans/{id}/retry-failed",
            "POST /api/plans/{id}/roll-back-done",
            "POST /api/plans/{id}/cancel",
            "POST /api/preview-decisions", // only read
            "POST /api/preview-capacity", // each operation is compared: CapacityPreviewTest
            "POST /api/decisions", // each operation is compared: DecisionsTest
            "POST /api/views",
            "DELETE /api/views/{id}",
            "POST /api/approvals/{id}/approve",
            "POST /api/approvals/{id}/decline",
            "POST /api/approvals/{id}/withdraw",
            "POST /api/reservations/{id}/move",
            "POST /api/reservations/{id}/cancel",
            "POST /api/reservations/{id}/begin");

    private static final Map<String, Request> REQUESTS = Map.ofEntries(
            Map.entry(
                    "POST /api/preview-migration",
                    (caller, on, id) -> caller.post("/api/preview-migration", on.move())),
            Map.entry(
                    "POST /api/execute-migration",
                    (caller, on, id) -> caller.post("/api/execute-migration", on.move())),
            Map.entry(
                    "POST /api/preview-runpod-launch",
                    (caller, on, id) -> caller.post("/api/preview-runpod-launch", Gateway.launchOn(on.host()))),
            Map.entry(
                    "POST /api/execute-runpod-launch",
                    (caller, on, id) -> caller.post("/api/execute-runpod-launch", Gateway.launchOn(on.host()))),
            Map.entry(
                    "POST /api/preview-runpod-retire",
                    (caller, on, id) -> caller.post("/api/preview-runpod-retire", retirementOf(on.host()))),
            Map.entry(
                    "POST /api/execute-runpod-retire",
                    (caller, on, id) -> caller.post("/api/execute-runpod-retire", retirementOf(on.host()))),
            Map.entry(
                    "POST /api/preview-runpod-adopt",
                    (caller, on, id) -> caller.post("/api/preview-runpod-adopt", retirementOf(on.host()))),
            Map.entry(
                    "POST /api/adopt-runpod-vm",
                    (caller, on, id) -> caller.post("/api/adopt-runpod-vm", """
                    {"hostname": "%s", "vm_id": 7, "server_id": "s-7", "reason": "ours"}""".formatted(on.host()))),
            Map.entry(
                    "POST /api/openstack/server/add-network",
                    (caller, on, id) -> caller.post("/api/openstack/server/add-network", """
                    {"server": "vm-on-%s", "network": "n"}""".formatted(on.host()))),
            Map.entry(
                    "POST /api/hyperstack/firewalls/{id}/preview-attach",
                    (caller, on, id) ->
                            caller.post("/api/hyperstack/firewalls/971/preview-attach", retirementOf(on.host()))),
            Map.entry(
                    "POST /api/hyperstack/firewalls/{id}/attach",
                    (caller, on, id) -> caller.post("/api/hyperstack/firewalls/971/attach", """
                    {"hostname": "%s", "reason": "because"}""".formatted(on.host()))),
            Map.entry(
                    "GET /api/get-target-aggregate",
                    (caller, on, id) -> caller.get("/api/get-target-aggregate?target_type=ondemand&host=" + on.host())),
            Map.entry(
                    "POST /api/get-target-aggregate",
                    (caller, on, id) -> caller.post("/api/get-target-aggregate", """
                    {"hostname": "%s", "target_type": "ondemand"}""".formatted(on.host()))),
            Map.entry(
                    "POST /api/operations/{id}/{action}",
                    (caller, on, id) ->
                            caller.post("/api/operations/%s/retry".formatted(id), "{\"reason\": \"because\"}")));

    private static String retirementOf(String host) {
        return "{\"hostname\": \"%s\"}".formatted(host);
    }

    /** Those whose requests name pools besides the host. */
    private static final Set<String> MOVES =
            Set.of("POST /api/preview-migration", "POST /api/execute-migration", "POST /api/operations/{id}/{action}");

    private static final List<Person> PEOPLE = Arrays.stream(Person.values())
            .filter(person -> person != Person.ANONYMOUS)
            .toList();

    private final Gateway gateway;
    private final Map<Thing, UUID> operations = new EnumMap<>(Thing.class);

    EveryObjectTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private interface Request {
        Reply send(Caller caller, Thing on, UUID operation);
    }

    /** A host with its pools, and the move that is asked for. */
    private enum Thing {
        OF_ONE_TYPE(List.of("L40-n3"), "L40-n3", "L40-n3-spot"),
        OF_ANOTHER(List.of("H100-n3"), "H100-n3", "H100-n3-spot"),
        OF_A_CONTRACT(List.of("Contract-acme"), "Contract-acme", "L40-n3"),
        IN_POOLS_OF_TWO_TYPES(List.of("L40-n3", "H100-n3"), "L40-n3", "L40-n3-spot"),
        IN_NO_POOL(List.of(), "L40-n3", "L40-n3-spot");

        private final List<String> pools;
        private final String source;
        private final String target;

        Thing(List<String> pools, String source, String target) {
            this.pools = pools;
            this.source = source;
            this.target = target;
        }

        String host() {
            return name().toLowerCase(Locale.ROOT);
        }

        String move() {
            return Gateway.move(host(), source, target);
        }

        List<String> touchedBy(String endpoint) {
            return MOVES.contains(endpoint)
                    ? Stream.concat(pools.stream(), Stream.of(source, target)).toList()
                    : pools;
        }
    }

    /** Limits, and the pools that they cover. */
    private enum Limited {
        NOT_AT_ALL("", pool -> true),
        TO_A_TYPE("{\"kind\": \"gpu_type\", \"name\": \"L40\"}", pool -> pool.startsWith("L40")),
        TO_A_POOL("{\"kind\": \"pool\", \"name\": \"L40-n3\"}", "L40-n3"::equals),
        TO_A_CONTRACT("{\"kind\": \"contract\", \"name\": \"Contract-acme\"}", "Contract-acme"::equals);

        private final String entry;
        private final Predicate<String> covers;

        Limited(String entry, Predicate<String> covers) {
            this.entry = entry;
            this.covers = covers;
        }

        /** For the body of a request. */
        String member() {
            return this == NOT_AT_ALL ? "" : ", \"limits\": [%s]".formatted(entry);
        }

        boolean lets(String endpoint, Thing thing) {
            if (this == NOT_AT_ALL || OWN.contains(endpoint)) {
                return true;
            }
            if (REQUESTS.containsKey(endpoint)) {
                var touched = thing.touchedBy(endpoint);
                return !touched.isEmpty() && touched.stream().allMatch(covers);
            }
            return !endpoint.startsWith("POST") && !endpoint.startsWith("DELETE") && !endpoint.startsWith("PUT");
        }
    }

    private static Stream<Line> endpoints() {
        return EndpointsAndRolesTest.endpoints()
                .filter(line -> line.path().startsWith("/api/"))
                // An inventory that another test has started would then read its own fleet over this one.
                .filter(line -> !line.path().startsWith("/api/refresh"))
                // Answered before anybody is asked for rights.
                .filter(line -> line.expected().stream().noneMatch(word -> word.equals("404") || word.equals("405")));
    }

    @BeforeEach
    void a_fleet() {
        gateway.cloud().fails("too-many-requests"); // so that these hosts are not known to be unknown
        gateway.tamper(POOLS);
        for (var thing : Thing.values()) {
            gateway.tamper("""
                    insert into host (name, pool, gpu_type, gpu_used, gpu_capacity, vm_count, status, reasons)
                    values ('%s', null, 'L40', 0, 8, 0, 'AVAILABLE', '[]')""".formatted(thing.host()), """
                    insert into vm (id, name, status, host, project_id, flavor, gpus)
                    values ('vm-on-%s', 'vm', 'ACTIVE', '%s', 'p', 'f', 8)""".formatted(thing.host(), thing.host()));
            for (var pool : thing.pools) {
                gateway.tamper("insert into pool_host (pool, host) values ('%s', '%s')".formatted(pool, thing.host()));
            }
            operations.put(
                    thing,
                    gateway.operator()
                            .post("/api/execute-migration", thing.move())
                            .is(202)
                            .id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_role_reaches_what_its_limits_cover_and_nothing_else(Limited limited) {
        for (var person : PEOPLE) {
            var token = gateway.withToken(token(person, limited));
            limit(person, limited);
            endpoints().forEach(line -> {
                for (var thing :
                        REQUESTS.containsKey(line.endpoint()) ? Thing.values() : new Thing[] {Thing.OF_ONE_TYPE}) {
                    var byRole = line.expected().get(person.ordinal());
                    var expected = limited.lets(line.endpoint(), thing) ? byRole : "403";
                    assertThat(outcome(line, gateway.as(person), thing))
                            .as("%s of %s, limited %s, on a host %s", line.endpoint(), person, limited, thing)
                            .isEqualTo(expected);
                    assertThat(outcome(line, token, thing))
                            .as(
                                    "%s with a token of %s, limited %s, on a host %s",
                                    line.endpoint(), person, limited, thing)
                            .isEqualTo(EndpointsAndRolesTest.needsAPerson(line.path()) ? "403" : expected);
                }
            });
        }
    }

    private String outcome(Line line, Caller caller, Thing thing) {
        var request = REQUESTS.get(line.endpoint());
        var operation = Objects.requireNonNull(operations.get(thing));
        return EndpointsAndRolesTest.outcome(
                request != null
                        ? request.send(caller, thing, operation)
                        : EndpointsAndRolesTest.send(line, caller, operation.toString()));
    }

    private String token(Person person, Limited limited) {
        return gateway.admin()
                .post("/api/tokens", """
                {"name": "%s", "role": "%s"%s}""".formatted(person.user(), person.user(), limited.member()))
                .is(201)
                .field("token");
    }

    private void limit(Person person, Limited limited) {
        if (limited != Limited.NOT_AT_ALL) {
            var words = limited.entry.split("\"");
            gateway.jdbc()
                    .sql("insert into person_limit (name, kind, object, set_by) values (?, upper(?), ?, 'admin')")
                    .params(person.user(), words[3], words[7])
                    .update();
        }
    }
}
