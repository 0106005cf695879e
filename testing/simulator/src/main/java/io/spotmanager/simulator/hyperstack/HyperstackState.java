package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.control.Part;
import io.spotmanager.simulator.fleet.Flavor;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.fleet.Timeline;
import io.spotmanager.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The VMs with their hosts, and the firewalls with all their VMs, also those that reads do not show yet. */
public final class HyperstackState implements Part {

    private final Account account;
    private final Fleet fleet;
    private final Timeline timeline;

    HyperstackState(Account account, Fleet fleet, Timeline timeline) {
        this.account = account;
        this.fleet = fleet;
        this.timeline = timeline;
        settle();
    }

    @Override
    public void describe(ObjectNode view) {
        FleetState state = fleet.state();
        ArrayNode firewalls = Json.array();
        for (Firewalls.Firewall firewall : account.firewalls().all()) {
            ArrayNode vms = Json.array();
            account.firewalls().guarded(firewall.id()).forEach(vms::add);
            firewalls.add(Json.object()
                    .put("id", firewall.id())
                    .put("name", firewall.name())
                    .set("vms", vms));
        }
        view.set("vms", rows(account.vms().all(), state))
                .set("past_vms", rows(account.vms().gone(), state))
                .set("firewalls", firewalls);
    }

    @Override
    public void reset() {
        timeline.forget();
        account.vms().clear();
        account.firewalls().clear();
        account.timings().set(Timings.USUAL);
        settle();
    }

    @Override
    public void restore(JsonNode view) {
        view.path("vms").forEach(this::restoreVm);
        Map<Long, Set<Integer>> wanted = new HashMap<>();
        for (JsonNode firewall : view.path("firewalls")) {
            firewall.path("vms")
                    .forEach(vm -> wanted.computeIfAbsent(vm.asLong(), key -> new HashSet<>())
                            .add(firewall.path("id").asInt()));
        }
        wanted.forEach((vm, ids) -> account.firewalls().attach(vm, ids, Instant.EPOCH, Duration.ZERO));
    }

    private void restoreVm(JsonNode row) {
        long id = row.path("id").asLong();
        if (account.vms().find(id).isPresent() || !row.hasNonNull("host")) {
            return;
        }
        Instant created = Instant.parse(row.path("created").asString());
        String name = row.path("name").asString();
        FleetState state = fleet.state();
        Flavor flavor = state.flavors().stream()
                .filter(each -> each.name().equals(row.path("flavor").asString()))
                .findFirst()
                .orElseThrow();
        Server server = fleet.boot(
                new Server.Birth(row.path("server_id").asString(), 0, name, created),
                state.projects().getLast(),
                flavor,
                row.path("host").asString());
        Environment environment = Catalogue.environments().stream()
                .filter(each -> each.name().equals(row.path("environment").asString()))
                .findFirst()
                .orElseThrow();
        List<String> labels = new ArrayList<>();
        row.path("labels").forEach(label -> labels.add(label.asString()));
        Order order = order(server, environment, labels);
        account.vms().put(settled(new Vm(id, order, created, VmStatus.CREATING, Vm.Addresses.NONE, null), server));
    }

    private static ArrayNode rows(List<Vm> vms, FleetState state) {
        ArrayNode rows = Json.array();
        for (Vm vm : vms) {
            String host = Optional.ofNullable(vm.serverId())
                    .flatMap(state::server)
                    .map(Server::host)
                    .orElse(null);
            rows.add(Json.object()
                    .put("id", vm.id())
                    .put("name", vm.name())
                    .put("status", vm.status().name())
                    .put("server_id", vm.serverId())
                    .put("host", host)
                    .put("environment", vm.order().environment().name())
                    .put("flavor", vm.order().offer().flavor().name())
                    .put("created", vm.created().toString())
                    .set("labels", Json.strings(vm.order().labels())));
        }
        return rows;
    }

    /** Adds the servers that ran on hosts for RunPod from the start as VMs with the firewall of the region. */
    private void settle() {
        for (Server server : fleet.state().servers().reversed()) {
            String host = server.host();
            Optional<Region> region = Optional.ofNullable(host).flatMap(Region::of);
            if (region.isPresent() && server.flavor().name().endsWith("-runpod")) {
                Order order = order(server, region.get());
                account.vms()
                        .create(order, server.birth().created())
                        .flatMap(vm -> account.vms().change(vm.id(), VmStatus.CREATING, each -> settled(each, server)))
                        .ifPresent(vm -> account.firewalls()
                                .attach(vm.id(), firewalls(region.get()), vm.created(), Duration.ZERO));
            }
        }
    }

    private Set<Integer> firewalls(Region region) {
        return Set.of(account.firewalls().all().get(region.ordinal()).id());
    }

    private static Vm settled(Vm vm, Server server) {
        return vm.with(VmStatus.ACTIVE)
                .onServer(server.id())
                .with(new Vm.Addresses("10.0.0." + vm.id() % 250, "203.0.113." + vm.id() % 250, "ATTACHED"));
    }

    private static Order order(Server server, Region region) {
        Environment environment = Catalogue.environments().stream()
                .filter(each -> each.region() == region)
                .findFirst()
                .orElseThrow();
        return order(server, environment, List.of());
    }

    private static Order order(Server server, Environment environment, List<String> labels) {
        String flavor = server.flavor().name();
        String gpu = flavor.substring(flavor.indexOf('-') + 1, flavor.lastIndexOf('x'));
        Offer offer = new Offer(1, server.flavor(), gpu, 1, environment.region());
        return new Order(
                server.name(),
                environment,
                offer,
                "Debian 12",
                labels,
                "",
                new Order.Access("operations-" + environment.name(), true, List.of()));
    }
}
