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

/** core/virtual-machines: creates, reads and deletes VMs; the vendor reboots them by a GET. */
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
                .route("GET", one, this::show)
                .route("DELETE", one, this::delete)
                .route("GET", one + "/hard-reboot", this::hardReboot);
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
        Vm vm = find(path);
        if (account.vms()
                .change(vm.id(), VmStatus.ACTIVE, each -> each.with(VmStatus.HARD_REBOOT))
                .isEmpty()) {
            return Envelope.badRequest("Virtual machine is in state " + vm.status());
        }
        lifecycle.reboot(vm.id());
        return Envelope.accepted("Virtual machine is going to " + VmStatus.HARD_REBOOT);
    }

    private Vm find(Map<String, String> path) {
        return account.vms()
                .find(Handler.id(path))
                .orElseThrow(() -> new Refused(Envelope.notFound("Virtual machine does not exist")));
    }
}
