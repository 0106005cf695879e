package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.fleet.ServerState;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Time;
import io.spotmanager.simulator.neutron.Networks;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** servers: lists, single ones, deletion and, through {@link ServerBoot}, new ones on a named host. */
final class ServersApi {

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

    private Response list(NovaCall asked) {
        NovaCall call = asked.with(ServerQuery.checked(asked));
        FleetState state = fleet.state();
        return page(call, state, "index").answer(call, "servers", new ServerView(call, state, networks)::brief);
    }

    private Response detail(NovaCall asked) {
        NovaCall call = asked.with(ServerQuery.checked(asked));
        FleetState state = fleet.state();
        ServerView view = new ServerView(call, state, networks);
        return page(call, state, "detail")
                .answer(
                        call,
                        "servers",
                        server -> hidden.isOutOfReach(server.host()) ? view.unknown(server) : view.full(server));
    }

    /** Servers of a cell that is out of reach are told only to who asks for all of them and nothing else, from 2.69 on. */
    private Page<Server> page(NovaCall call, FleetState state, String policy) {
        Predicate<Server> shown = ServerFilter.of(call, policy);
        boolean tellsUnknown = call.version().atLeast(DOWN_CELLS)
                && Set.of("all_tenants").containsAll(call.query().values().keySet());
        return Page.cut(
                call,
                state.servers(),
                server -> shown.test(server) && (tellsUnknown || !hidden.isOutOfReach(server.host())),
                Server::id,
                maxLimit);
    }

    private Response show(NovaCall call) {
        FleetState state = fleet.state();
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
}
