package io.spotmanager.simulator.netbox;

import io.spotmanager.simulator.fleet.Aggregate;
import io.spotmanager.simulator.fleet.ComputeService;
import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.fleet.Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Generates the inventory of a fleet: its hosts, some of them broken, and devices that are not in the cloud. */
final class InventoryDraw {

    private static final int HOSTS_PER_RACK = 8;
    private static final int HOSTS_PER_BROKEN = 20;
    private static final int FEWEST_BROKEN = 2;
    private static final int HOSTS_PER_SPARE = 30;
    private static final int OWNERLESS_IN = 12;
    private static final List<String> BROKEN = List.of("failed", "rma", "offline");

    private final FleetState fleet;
    private final Random random;
    private final Tenants tenants = new Tenants();
    private final GpuTags tags = new GpuTags();
    private final Map<String, Named> sites = new HashMap<>();
    private final Map<String, Named> racks = new HashMap<>();
    private final Map<String, Integer> hostsAtSite = new HashMap<>();
    private final List<Device> devices = new ArrayList<>();

    InventoryDraw(FleetState fleet, long seed) {
        this.fleet = fleet;
        this.random = new Random(seed);
    }

    Inventory draw() {
        Map<String, String> broken = broken();
        Set<String> linked = linked();
        for (ComputeService compute : fleet.computes()) {
            String host = compute.host();
            add(host, broken.getOrDefault(host, "active"), GpuTags.SERVER, tags.traits(host, linked.contains(host)));
        }
        addNamesake();
        for (int spare = 1; spare <= 1 + fleet.computes().size() / HOSTS_PER_SPARE; spare++) {
            add("CA1-SPARE-%02d".formatted(spare), "inventory", GpuTags.SERVER, tags.bare());
            add(null, "planned", GpuTags.SERVER, tags.unpopulated());
            add("CA1-SW-%02d".formatted(spare), "active", GpuTags.SWITCH, tags.bare());
        }
        return new Inventory(List.copyOf(devices), tenants.all(), tags.all());
    }

    private void add(@Nullable String name, String status, Named role, Device.Traits traits) {
        String site = name == null ? "CA1" : name.substring(0, Math.min(3, name.length()));
        Tenant tenant = random.nextInt(OWNERLESS_IN) == 0 ? null : tenants.any(random);
        devices.add(new Device(devices.size() + 1, name, status, role, tenant, place(site), traits));
    }

    /** A replaced host: the old machine is still in the inventory, with its name in different case. */
    private void addNamesake() {
        Device first = devices.getFirst();
        String name = first.name() == null ? "" : first.name().toLowerCase(Locale.ROOT);
        devices.add(new Device(
                devices.size() + 1,
                name,
                "decommissioning",
                GpuTags.SERVER,
                null,
                new Device.Place(site("STORE"), null),
                tags.bare()));
    }

    private Device.Place place(String site) {
        int rack = hostsAtSite.merge(site, 1, Integer::sum) / HOSTS_PER_RACK + 1;
        String name = "R%02d".formatted(rack);
        return new Device.Place(
                site(site), racks.computeIfAbsent(site + name, key -> Named.of(racks.size() + 1, name)));
    }

    private Named site(String name) {
        return sites.computeIfAbsent(name, key -> Named.of(sites.size() + 1, name));
    }

    /** Hosts without servers that nobody is about to move. */
    private Map<String, String> broken() {
        Set<String> busy = new HashSet<>();
        for (Server server : fleet.servers()) {
            if (server.host() != null) {
                busy.add(server.host());
            }
        }
        hostsOf("-spot").forEach(busy::add);
        List<String> idle = new ArrayList<>(
                fleet.computes().stream().map(ComputeService::host).toList());
        idle.removeAll(busy);
        Collections.shuffle(idle, random);
        int count =
                Math.min(idle.size(), Math.max(FEWEST_BROKEN, fleet.computes().size() / HOSTS_PER_BROKEN));
        Map<String, String> broken = new HashMap<>();
        for (int i = 0; i < count; i++) {
            broken.put(idle.get(i), BROKEN.get(i % BROKEN.size()));
        }
        return broken;
    }

    private Set<String> linked() {
        return new HashSet<>(hostsOf("-NVLink"));
    }

    private List<String> hostsOf(String pools) {
        return fleet.aggregates().values().stream()
                .filter(aggregate -> aggregate.name().endsWith(pools))
                .map(Aggregate::hosts)
                .flatMap(List::stream)
                .toList();
    }

    /** The owners of hosts: investors, the company itself, and one without a group. */
    private static final class Tenants {

        private static final Named INVESTORS = Named.of(1, "Investors");
        private static final Named HOUSE = Named.of(2, "Cloud House");
        private static final List<Tenant> ALL = List.of(
                new Tenant(Named.of(1, "Acme Capital"), INVESTORS),
                new Tenant(Named.of(2, "Globex Holding"), INVESTORS),
                new Tenant(Named.of(3, "Initech Estate"), INVESTORS),
                new Tenant(Named.of(4, "Cloud Operations"), HOUSE),
                new Tenant(Named.of(5, "Umbra Leasing"), null));

        List<Tenant> all() {
            return ALL;
        }

        Tenant any(Random random) {
            return ALL.get(random.nextInt(ALL.size()));
        }
    }
}
