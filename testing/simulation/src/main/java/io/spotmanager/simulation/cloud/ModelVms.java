package io.spotmanager.simulation.cloud;

import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.launch.LaunchNames;
import io.spotmanager.domain.vm.CreateVmRequest;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.UserData;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmCondition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** VMs at Hyperstack, the servers in Nova that they are, machines at RunPod, and firewalls. */
public final class ModelVms {
    /** A firewall that guards the VMs of others as well. */
    public static final long FIREWALL = 971;

    /** One that a person attached to every VM right after its start. */
    public static final long FIREWALL_OF_OTHERS = 972;

    private static final Duration STARTING = Duration.ofSeconds(3);
    private static final Duration JOINING = Duration.ofSeconds(6);
    private static final Duration DELETING = Duration.ofSeconds(2);

    private record OneVm(
            long id,
            CreateVmRequest order,
            Instant createdAt,
            @Nullable Instant deletedAt) {}

    private final InstantSource clock;
    private final Map<Long, OneVm> vms = new LinkedHashMap<>();
    private final Map<String, String> machines = new LinkedHashMap<>();
    private final Map<String, List<NetworkInterface>> interfaces = new LinkedHashMap<>();
    private final Map<Long, TreeSet<Long>> firewalls = new LinkedHashMap<>();
    private final List<String> detached = new ArrayList<>();
    private long lastId = 100;

    public ModelVms(InstantSource clock) {
        this.clock = clock;
        firewalls.put(FIREWALL, new TreeSet<>(List.of(7L, 8L)));
        firewalls.put(FIREWALL_OF_OTHERS, new TreeSet<>(List.of(7L)));
    }

    private List<OneVm> there() {
        var now = clock.instant();
        return vms.values().stream()
                .filter(vm ->
                        vm.deletedAt() == null || vm.deletedAt().plus(DELETING).isAfter(now))
                .toList();
    }

    // -- Hyperstack

    Optional<Vm> create(CreateVmRequest order) {
        if (there().stream().anyMatch(vm -> vm.order().name().equals(order.name()))) {
            return Optional.empty();
        }
        var vm = new OneVm(++lastId, order, clock.instant(), null);
        vms.put(vm.id(), vm);
        Objects.requireNonNull(firewalls.get(FIREWALL_OF_OTHERS)).add(vm.id());
        return Optional.of(shown(vm));
    }

    /** A VM with all that a launch of these names gave it, since long ago. */
    public void carry(LaunchNames names) {
        carry(names.vm(), List.of(names.label()), names.machine());
    }

    /** A VM of that name, from which somebody has taken its firewall. */
    public void carryWithoutFirewall(String host) {
        carryWithoutLabel(host);
        Objects.requireNonNull(firewalls.get(FIREWALL)).remove(lastVm());
    }

    /** A VM without a label, with a machine of the same name, as the former tool left them. */
    public void carryWithoutLabel(String host) {
        carry(host, List.of(), host);
    }

    private void carry(String name, List<String> labels, String machine) {
        var order = new CreateVmRequest(
                name,
                "CA1-RunPod",
                "Ubuntu Server 24.04 LTS",
                "n3-L40x8",
                "operations",
                new UserData("#cloud-config"),
                labels);
        var id = create(order).orElseThrow().id();
        plug("server-" + id, ModelNeutron.STORAGE.id());
        Objects.requireNonNull(firewalls.get(FIREWALL)).add(id);
        register(machine);
    }

    private long lastVm() {
        return vms.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private Vm shown(OneVm vm) {
        var active = !vm.createdAt().plus(STARTING).isAfter(clock.instant());
        var condition = vm.deletedAt() != null
                ? new VmCondition("DELETING", null, null, null, null, null)
                : active
                        ? new VmCondition("ACTIVE", "RUNNING", "active", "10.0.0.5", "192.0.2.9", "ATTACHED")
                        : new VmCondition("CREATING", null, null, null, null, null);
        return new Vm(
                vm.id(),
                vm.order().name(),
                vm.order().environment(),
                vm.order().flavor(),
                condition,
                vm.order().labels(),
                vm.createdAt());
    }

    List<Vm> named(String name) {
        return there().stream()
                .filter(vm -> vm.order().name().equals(name))
                .map(this::shown)
                .toList();
    }

    /** Returns every VM that exists and is not being deleted. */
    public List<Vm> vms() {
        return there().stream()
                .filter(vm -> vm.deletedAt() == null)
                .map(this::shown)
                .toList();
    }

    Optional<Vm> vm(long id) {
        return there().stream().filter(vm -> vm.id() == id).findFirst().map(this::shown);
    }

    boolean delete(long id) {
        if (vm(id).isEmpty()) {
            return false;
        }
        vms.computeIfPresent(
                id,
                (_, vm) -> vm.deletedAt() != null ? vm : new OneVm(id, vm.order(), vm.createdAt(), clock.instant()));
        return true;
    }

    void attachFirewalls(long vm, List<Long> wanted) {
        firewalls.forEach((id, guarded) -> {
            if (wanted.contains(id)) {
                guarded.add(vm);
            } else if (guarded.remove(vm)) {
                detached.add("firewall %d from VM %d".formatted(id, vm));
            }
        });
    }

    List<Firewall> firewalls() {
        return firewalls.entrySet().stream()
                .map(each -> new Firewall(
                        each.getKey(),
                        "firewall " + each.getKey(),
                        "CA1-RunPod",
                        each.getValue().stream()
                                .filter(vm -> !vms.containsKey(vm) || vm(vm).isPresent())
                                .map(vm -> new Firewall.Attachment(vm, "ATTACHED"))
                                .toList()))
                .toList();
    }

    /** Whether the VM of that name has both firewalls: its own, and that of others. */
    public boolean isGuarded(String name) {
        return named(name).stream()
                .allMatch(vm -> firewalls.values().stream().allMatch(guarded -> guarded.contains(vm.id())));
    }

    /** Returns what was detached by a request that did not name it. */
    public List<String> detached() {
        return detached;
    }

    // -- Nova

    List<Server> serversOn(String host) {
        return there().stream()
                .filter(vm -> vm.order().name().equals(host))
                .map(vm -> new Server(
                        "server-" + vm.id(),
                        host,
                        "ACTIVE",
                        host,
                        "hyperstack",
                        vm.order().flavor()))
                .toList();
    }

    private NovaServer server(OneVm vm) {
        var name = vm.order().name();
        var active = !vm.createdAt().plus(STARTING).isAfter(clock.instant());
        return new NovaServer(
                "server-" + vm.id(),
                name,
                new NovaServer.State(active ? "ACTIVE" : "BUILD", active ? null : "spawning", "active", name),
                "hyperstack",
                vm.order().flavor(),
                List.of("10.0.0.5"),
                vm.createdAt());
    }

    List<NovaServer> servers() {
        return there().stream().map(this::server).toList();
    }

    boolean hasServer(String id) {
        return servers().stream().anyMatch(server -> server.id().equals(id));
    }

    /** Returns the interfaces of a server on the storage network. */
    public List<NetworkInterface> interfaces(String server) {
        return List.copyOf(interfaces.getOrDefault(server, List.of()));
    }

    NetworkInterface plug(String server, String network) {
        var port = new NetworkInterface("port-" + ++lastId, network, "ACTIVE", List.of("10.1.0.7"));
        interfaces.computeIfAbsent(server, _ -> new ArrayList<>()).add(port);
        return port;
    }

    // -- RunPod

    Machine register(String name) {
        var id = "machine-" + ++lastId;
        machines.put(id, name);
        return machine(id, name);
    }

    boolean unregister(String id) {
        return machines.remove(id) != null;
    }

    boolean hasMachine(String id) {
        return machines.containsKey(id);
    }

    /** Returns every machine. */
    public List<Machine> machines() {
        return machines.entrySet().stream()
                .map(each -> machine(each.getKey(), each.getValue()))
                .toList();
    }

    private Machine machine(String id, String name) {
        var joined = vms().stream()
                .anyMatch(vm -> name.startsWith(vm.name() + "-")
                        && !Objects.requireNonNull(vm.createdAt()).plus(JOINING).isAfter(clock.instant()));
        return new Machine(id, name, joined, 0, false);
    }
}
