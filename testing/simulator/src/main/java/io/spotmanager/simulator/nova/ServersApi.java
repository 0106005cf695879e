package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.fleet.ServerState;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Query;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Time;
import io.spotmanager.simulator.neutron.Networks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** servers: lists, reads, deletes and, through {@link ServerBoot}, creates servers on a named host. */
final class ServersApi {
    private static final int STRICT_QUERIES = 75;
    private static final Set<String> KNOWN_PARAMETERS = Set.copyOf(List.of(
            ("access_ip_v4 access_ip_v6 all_tenants auto_disk_config availability_zone changes-before changes-since"
                            + " config_drive created_at deleted deleted_at description disk_config display_description"
                            + " display_name flavor host hostname image image_ref instance_type_id ip ip6 kernel_id"
                            + " key_name launch_index launched_at limit locked marker name node not-tags not-tags-any"
                            + " power_state progress project_id ramdisk_id reservation_id root_device_name"
                            + " soft_deleted sort_dir sort_key status tags tags-any task_state tenant_id"
                            + " terminated_at updated_at user_id uuid vm_state")
                    .split(" ", -1)));

    private static final int DOWN_CELLS = 69;

    private final Fleet fleet;
    private final HiddenTenants hidden;
    private final Networks networks;
    private final Time time;
    private final int maxLimit;

    ServersApi(Fleet fleet, HiddenTenants hidden, Networks networks, Time time, int maxLimit) {
        this.fleet = fleet;
        this.hidden = hidden;
        this.networks = networks;
        this.time = time;
        this.maxLimit = maxLimit;
    }

    void register(Router<NovaHandler> router) {
        router.route("GET", "/v2.1/servers", this::list)
                .route("GET", "/v2.1/servers/detail", this::detail)
                .route("POST", "/v2.1/servers", new ServerBoot(fleet, time))
                .route("GET", "/v2.1/servers/{id}", this::show)
                .route("DELETE", "/v2.1/servers/{id}", this::delete);
    }

    private Response list(NovaCall unchecked) {
        NovaCall call = unchecked.with(checkedQuery(unchecked));
        FleetState state = fleet.state();
        return page(call, state, "index").answer(call, "servers", new ServerView(call, state, networks)::brief);
    }

    private Response detail(NovaCall unchecked) {
        NovaCall call = unchecked.with(checkedQuery(unchecked));
        FleetState state = fleet.state();
        ServerView view = new ServerView(call, state, networks);
        return page(call, state, "detail")
                .answer(
                        call,
                        "servers",
                        server -> hidden.isOutOfReach(server.host()) ? view.unknown(server) : view.full(server));
    }

    /**
     * From 2.69 on, a list of all servers without other filters begins with those in cells out of reach, as far as the
     * others leave room on the page. A marker in such a cell cannot be looked up. Both were seen on Nova 26.
     */
    private Page<Server> page(NovaCall call, FleetState state, String policy) {
        Predicate<Server> shown = ServerFilter.of(call, policy);
        if (call.query()
                .get("marker")
                .flatMap(state::server)
                .filter(server -> hidden.isOutOfReach(server.host()))
                .isPresent()) {
            throw new Refused(NovaErrors.unexpected("oslo_db.exception.DBConnectionError"));
        }
        Page<Server> known = Page.cut(
                call,
                state.servers(),
                server -> shown.test(server) && !hidden.isOutOfReach(server.host()),
                Server::id,
                maxLimit);
        boolean showsUnknown = call.version().atLeast(DOWN_CELLS)
                && Set.of("all_tenants").containsAll(call.query().values().keySet());
        if (!showsUnknown) {
            return known;
        }
        List<Server> rows = new ArrayList<>(state.servers().stream()
                .filter(server -> shown.test(server) && hidden.isOutOfReach(server.host()))
                .limit(maxLimit - known.rows().size())
                .toList());
        rows.addAll(known.rows());
        return new Page<>(
                rows, rows.size() == maxLimit ? Optional.of(rows.getLast().id()) : Optional.empty());
    }

    private Response show(NovaCall call) {
        FleetState state = fleet.state();
        Optional<Server> outOfReach = find(call, state).filter(server -> hidden.isOutOfReach(server.host()));
        if (outOfReach.isPresent()) {
            return call.version().atLeast(DOWN_CELLS)
                    ? Response.json(
                            200,
                            Json.object()
                                    .set(
                                            "server",
                                            new ServerView(call, state, networks).unknownAlone(outOfReach.get())))
                    : NovaErrors.unexpected("nova.exception.NovaException");
        }
        return find(call, state)
                .map(server -> Response.json(
                        200, Json.object().set("server", new ServerView(call, state, networks).alone(server))))
                .orElseGet(() -> noSuchServer(call));
    }

    private Response delete(NovaCall call) {
        if (find(call, fleet.state()).isEmpty()) {
            return noSuchServer(call);
        }
        if (hidden.softDeletes()) {
            fleet.turn(call.parameter("id"), ServerState.SOFT_DELETED);
        } else {
            fleet.delete(call.parameter("id"));
            hidden.forget(call.parameter("id"));
        }
        return Response.empty(204);
    }

    /** A member does not see the servers of other projects. */
    static Optional<Server> find(NovaCall call, FleetState state) {
        return state.server(call.parameter("id"))
                .filter(Server::exists)
                .filter(server -> call.token().admin()
                        || server.project().id().equals(call.token().project().id()));
    }

    static Response noSuchServer(NovaCall call) {
        return NovaErrors.notFound("Instance " + call.parameter("id") + " could not be found.");
    }

    /**
     * Returns the query without unknown parameters.
     *
     * @throws Refused if there are any, from 2.75 on
     */
    private static Query checkedQuery(NovaCall call) {
        Map<String, String> known = new LinkedHashMap<>();
        call.query().values().forEach((name, value) -> {
            if (KNOWN_PARAMETERS.contains(name)) {
                known.put(name, value);
            } else if (call.version().atLeast(STRICT_QUERIES) && !name.startsWith("_")) {
                throw new Refused(NovaErrors.badRequest("'" + name + "' does not match any of the regexes: '^_'"));
            }
        });
        return Query.of(known);
    }
}
