package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Query;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Time;
import java.util.Map;
import java.util.Optional;

/** core/virtual-machines: orders, looks, deletions, and the GETs that are none. */
final class VmsApi {

    private final Account account;
    private final Lifecycle lifecycle;
    private final Fleet fleet;
    private final Time time;

    VmsApi(Account account, Lifecycle lifecycle, Fleet fleet, Time time) {
        this.account = account;
        this.lifecycle = lifecycle;
        this.fleet = fleet;
        this.time = time;
    }

    void register(Router<Handler> router) {
        String all = HyperstackApi.PREFIX + "/core/virtual-machines";
        String one = all + "/{id}";
        router.route("POST", all, this::create)
                .route("GET", all, this::list)
                .route("GET", all + "/name-availability/{id}", this::nameAvailability)
                .route("GET", one, this::show)
                .route("DELETE", one, this::delete)
                .route("GET", one + "/hard-reboot", this::hardReboot)
                .route("GET", one + "/stop", (request, path) -> switchPower(path, VmStatus.ACTIVE, VmStatus.SHUTOFF))
                .route("GET", one + "/start", (request, path) -> switchPower(path, VmStatus.SHUTOFF, VmStatus.ACTIVE));
    }

    private Response create(Request request, Map<String, String> path) {
        Order order = OrderReader.read(fleet.state(), request.body());
        Optional<Vm> vm = account.vms().create(order, time.now());
        vm.ifPresent(accepted -> lifecycle.begin(accepted, request));
        return vm.map(accepted -> Response.json(
                        200,
                        Envelope.ok("Virtual machine creation initiated")
                                .set("instances", Json.array().add(VmView.of(accepted)))))
                .orElseGet(() -> Envelope.conflict("Virtual machine '" + order.name() + "' already exists"));
    }

    private Response list(Request request, Map<String, String> path) {
        Query query = request.query();
        return Listing.page(
                query,
                "instances",
                account.vms().all().stream()
                        .filter(vm -> Listing.finds(query, vm.name()) && isIn(query, vm))
                        .toList(),
                VmView::of);
    }

    private static boolean isIn(Query query, Vm vm) {
        String wanted = query.get("environment").orElse("");
        String name = vm.order().environment().name();
        boolean exact = query.get("exact_environment_match").map("true"::equals).orElse(false);
        return exact ? name.equals(wanted) : name.contains(wanted);
    }

    private Response nameAvailability(Request request, Map<String, String> path) {
        String name = String.valueOf(path.get("id"));
        boolean free = account.vms().all().stream().noneMatch(vm -> vm.name().equals(name));
        return Response.json(
                200,
                Json.object()
                        .put("available", free)
                        .put("name", name)
                        .put("message", free ? "Name is available" : "Name is taken"));
    }

    private Response show(Request request, Map<String, String> path) {
        Vm vm = find(path);
        return Response.json(200, Envelope.ok("Getting instance successful").set("instance", VmView.of(vm)));
    }

    private Response delete(Request request, Map<String, String> path) {
        Vm vm = find(path);
        if (account.vms()
                .change(vm.id(), vm.status(), each -> each.with(VmStatus.DELETING))
                .filter(each -> vm.status() != VmStatus.DELETING)
                .isEmpty()) {
            return Envelope.conflict("Virtual machine " + vm.id() + " is being changed already");
        }
        lifecycle.end(vm, request);
        return Envelope.accepted("Virtual machine deletion initiated");
    }

    private Response hardReboot(Request request, Map<String, String> path) {
        Response answer = switchPower(path, VmStatus.ACTIVE, VmStatus.HARD_REBOOT);
        lifecycle.reboot(Handler.id(path));
        return answer;
    }

    private Response switchPower(Map<String, String> path, VmStatus from, VmStatus to) {
        Vm vm = find(path);
        return account.vms().change(vm.id(), from, each -> each.with(to)).isPresent()
                ? Envelope.accepted("Virtual machine is going to " + to)
                : Envelope.badRequest("Virtual machine is in state " + vm.status());
    }

    private Vm find(Map<String, String> path) {
        return account.vms()
                .find(Handler.id(path))
                .orElseThrow(() -> new Refused(Envelope.notFound("Virtual machine does not exist")));
    }
}
