package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Time;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** core/firewalls, and the list of firewalls of one VM, which can be written but not read. */
final class FirewallsApi {

    private final Account account;
    private final Time time;

    FirewallsApi(Account account, Time time) {
        this.account = account;
        this.time = time;
    }

    void register(Router<Handler> router) {
        String all = HyperstackApi.PREFIX + "/core/firewalls";
        router.route("GET", all, this::list)
                .route("GET", all + "/{id}", this::show)
                .route("POST", all + "/{id}/update-attachments", this::replaceVms)
                .route(
                        "POST",
                        HyperstackApi.PREFIX + "/core/virtual-machines/{id}/attach-firewalls",
                        this::replaceFirewalls);
    }

    private Response list(Request request, Map<String, String> path) {
        FirewallView view = new FirewallView(account);
        return Listing.page(
                request.query(),
                "firewalls",
                account.firewalls().all().stream()
                        .filter(firewall -> Listing.finds(request.query(), firewall.name()))
                        .toList(),
                view::of);
    }

    private Response show(Request request, Map<String, String> path) {
        Firewalls.Firewall firewall = find(Handler.id(path));
        return Response.json(
                200,
                Envelope.ok("Getting firewall successful").set("firewall", new FirewallView(account).of(firewall)));
    }

    private Response replaceVms(Request request, Map<String, String> path) {
        Firewalls.Firewall firewall = find(Handler.id(path));
        Set<Long> vms = numbers(request, "vms");
        vms.forEach(this::settled);
        account.firewalls().replace(firewall.id(), vms, time.now(), delay(request));
        return Envelope.accepted("Firewall attachments are being updated");
    }

    private Response replaceFirewalls(Request request, Map<String, String> path) {
        Vm vm = settled(Handler.id(path));
        Set<Integer> wanted = new HashSet<>();
        for (long id : numbers(request, "firewalls")) {
            Firewalls.Firewall firewall = find(id);
            if (firewall.environment().region() != vm.order().environment().region()) {
                throw new Refused(Envelope.notFound("Firewall " + id + " does not exist in this region"));
            }
            wanted.add(firewall.id());
        }
        account.firewalls().attach(vm.id(), wanted, time.now(), delay(request));
        return Envelope.accepted("Firewalls are being attached");
    }

    private Duration delay(Request request) {
        return request.sideEffectFault("late-visibility")
                .orElse(Timings.millis(account.timings().get().visibility()));
    }

    private Vm settled(long id) {
        Vm vm = account.vms()
                .find(id)
                .orElseThrow(() -> new Refused(Envelope.notFound("Virtual machine " + id + " does not exist")));
        if (!vm.status().settled()) {
            throw new Refused(Envelope.badRequest(
                    "Virtual machine " + id + " must be in ACTIVE or SHUTOFF state, not " + vm.status()));
        }
        return vm;
    }

    private Firewalls.Firewall find(long id) {
        return account.firewalls()
                .find(id)
                .orElseThrow(() -> new Refused(Envelope.notFound("Firewall " + id + " does not exist")));
    }

    private static Set<Long> numbers(Request request, String field) {
        JsonNode list = Json.read(request.body()).orElse(Json.object()).path(field);
        if (!list.isArray() || list.valueStream().anyMatch(number -> !number.isIntegralNumber())) {
            throw new Refused(Envelope.badRequest(field + ": must be a list of integers"));
        }
        Set<Long> numbers = new HashSet<>();
        list.forEach(number -> numbers.add(number.longValue()));
        return numbers;
    }
}
