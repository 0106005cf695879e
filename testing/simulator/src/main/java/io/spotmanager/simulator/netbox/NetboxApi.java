package io.spotmanager.simulator.netbox;

import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Router.Match;
import io.spotmanager.simulator.http.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** NetBox, read-only: devices and tenants. */
public final class NetboxApi implements Service {

    /** The prefix of its paths. */
    public static final String PREFIX = "/netbox";

    private static final String DEVICES = PREFIX + "/api/dcim/devices";
    private static final String HIDDEN = "no-rows";

    @FunctionalInterface
    private interface Handler {
        Response handle(Request request, Map<String, String> parameters);
    }

    private final Inventory inventory;
    private final int longestPage;
    private final AtomicLong requests = new AtomicLong();
    private final Router<Handler> router = new Router<>();

    /**
     * Generates the inventory of that fleet.
     *
     * @param longestPage rows in the longest page of a list
     */
    public NetboxApi(FleetState fleet, long seed, int longestPage) {
        this.inventory = new InventoryDraw(fleet, seed).draw();
        this.longestPage = longestPage;
        router.route("GET", DEVICES, (request, _) -> devices(request))
                .route("GET", DEVICES + "/{id}", this::device)
                .route("GET", PREFIX + "/api/tenancy/tenants", (request, _) -> tenants(request));
    }

    @Override
    public Response answer(Request request) {
        return checked(request)
                .with("API-Version", NetboxVersion.of(request).api())
                .with("X-Request-ID", new UUID(0x4000L, requests.incrementAndGet() | Long.MIN_VALUE).toString());
    }

    private Response checked(Request request) {
        return NetboxKeys.refusal(request).orElseGet(() -> routed(request));
    }

    private Response routed(Request request) {
        return switch (router.find(request.method(), request.path())) {
            case Match.NoSuchPath<Handler> _ -> NetboxKeys.detail(404, "Not found.");
            case Match.WrongMethod<Handler> _ ->
                NetboxKeys.detail(403, "You do not have permission to perform this action.");
            case Match.Found<Handler> _ when !request.path().endsWith("/") -> elsewhere(request);
            case Match.Found<Handler>(Handler handler, var parameters) -> handled(handler, request, parameters);
        };
    }

    private static Response handled(Handler handler, Request request, Map<String, String> parameters) {
        try {
            return handler.handle(request, parameters);
        } catch (Refused refused) {
            return refused.response();
        }
    }

    /** Redirects an address without the final slash. */
    private static Response elsewhere(Request request) {
        String query = request.query().encoded();
        return Response.empty(301).with("Location", request.path() + "/" + (query.isEmpty() ? "" : "?" + query));
    }

    private Response devices(Request request) {
        List<Device> matching = new DeviceFilters(inventory, request.query()).matching();
        return Response.json(200, page(request).of(seen(request, matching), view(request)::device));
    }

    private Response device(Request request, Map<String, String> parameters) {
        return seen(request, inventory.devices()).stream()
                .filter(device -> Integer.toString(device.id()).equals(parameters.get("id")))
                .findFirst()
                .map(device -> Response.json(200, view(request).device(device)))
                .orElseGet(() -> NetboxKeys.detail(404, "No Device matches the given query."));
    }

    private Response tenants(Request request) {
        return Response.json(200, page(request).of(seen(request, inventory.tenants()), view(request)::tenant));
    }

    /** A token without permissions gets empty lists, not an error. */
    private static <T> List<T> seen(Request request, List<T> rows) {
        return request.sideEffectFault(HIDDEN).isPresent() ? List.of() : rows;
    }

    private NetboxPage page(Request request) {
        return new NetboxPage(request, longestPage);
    }

    private static NetboxView view(Request request) {
        return new NetboxView(request.base() + PREFIX, NetboxVersion.of(request));
    }
}
