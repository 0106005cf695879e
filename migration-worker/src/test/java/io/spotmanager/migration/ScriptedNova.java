package io.spotmanager.migration;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.testkit.FaultScript;
import io.spotmanager.testkit.FaultType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A Nova in memory with Nova's own refusals; a test says which of its answers go wrong, and what others do meanwhile. */
final class ScriptedNova implements ComputeCloud {
    static final String HOST = "CA1-ESC8-L40-01";

    /** What a step may ask for. */
    enum Call {
        AGGREGATES,
        COMPUTE_SERVICE,
        SERVERS,
        ADD,
        REMOVE,
        DISABLE,
        ENABLE
    }

    private final FaultScript<Call> script = new FaultScript<>();
    private final Map<String, Aggregate> aggregates = new LinkedHashMap<>();
    private long lastId;
    private List<Server> servers = List.of();
    private List<HiddenTenant> hidden = List.of();
    private Optional<ComputeService> service = Optional.of(new ComputeService(HOST, true, true, null, "nova"));

    ScriptedNova() {
        for (var name : List.of(
                "L40-n3",
                "L40-n3-spot",
                "L40-n3-runpod",
                "A100-n3",
                "Contract-ACME",
                "contract-initech",
                "cpu-general")) {
            create(name);
        }
    }

    // -- the world, as a test arranges it or as other people change it

    void create(String name) {
        aggregates.put(name, new Aggregate(++lastId, name, List.of("neighbour"), null, Map.of()));
    }

    void delete(String name) {
        aggregates.remove(name);
    }

    void rename(String name, String now) {
        var old = Objects.requireNonNull(aggregates.remove(name));
        aggregates.put(now, new Aggregate(old.id(), now, old.hosts(), old.availabilityZone(), old.metadata()));
    }

    /** Somebody puts the host into exactly these pools. */
    void put(String... pools) {
        aggregates.replaceAll(
                (name, aggregate) -> List.of(pools).contains(name) ? with(aggregate, HOST) : without(aggregate, HOST));
    }

    void setZone(String name, String zone) {
        aggregates.computeIfPresent(name, (_, old) -> new Aggregate(old.id(), name, old.hosts(), zone, old.metadata()));
    }

    void boot(int count) {
        servers = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Server("id-" + number, "vm-" + number, "ACTIVE", HOST, "acme", "n3-L40x1"))
                .toList();
    }

    /** A VM that was deleted and can be restored, which Nova's list of servers does not show. */
    void hide(String name) {
        hidden = List.of(new HiddenTenant(HiddenTenant.Kind.SOFT_DELETED, "id-" + name, name, "is soft-deleted"));
    }

    /** An allocation whose server no longer exists, which is no tenant. */
    void leaveOver(String id) {
        hidden = List.of(HiddenTenant.leftOver(id, "has no server any more"));
    }

    void disableHost() {
        disableHost("broken NIC");
    }

    void disableHost(String reason) {
        service = Optional.of(new ComputeService(HOST, false, true, reason, "nova"));
    }

    void enableHost() {
        service = Optional.of(new ComputeService(HOST, true, true, null, "nova"));
    }

    /** Why the service is disabled; empty if it is enabled. */
    String disabledReason() {
        var reason = service.orElseThrow().disabledReason();
        return reason == null ? "" : reason;
    }

    void forgetHost() {
        service = Optional.empty();
    }

    List<String> poolsOfHost() {
        return aggregates.values().stream()
                .filter(aggregate -> aggregate.holds(HOST))
                .map(Aggregate::name)
                .toList();
    }

    // -- the script

    void next(Call call, FaultType... mishaps) {
        script.next(call, mishaps);
    }

    void always(Call call, FaultType mishap) {
        script.always(call, mishap);
    }

    void recover() {
        script.recover();
    }

    void meanwhile(Call call, Runnable event) {
        script.meanwhile(call, event);
    }

    // -- what was asked for

    List<String> transcript() {
        return script.transcript();
    }

    List<String> changes() {
        return transcript().stream().filter(ScriptedNova::isChange).toList();
    }

    static boolean isChange(String line) {
        return line.startsWith("add to ")
                || line.startsWith("remove from ")
                || line.equals("disable service")
                || line.equals("enable service");
    }

    // -- Nova

    @Override
    public CloudResult<List<Aggregate>> aggregates() {
        return answer(Call.AGGREGATES, "list aggregates", () -> new CloudResult.Ok<>(List.copyOf(aggregates.values())));
    }

    @Override
    public CloudResult<Aggregate> addHost(long aggregateId, String host) {
        var aggregate = byId(aggregateId);
        return answer(Call.ADD, "add to " + aggregate.name(), () -> add(aggregate, host));
    }

    @Override
    public CloudResult<Aggregate> removeHost(long aggregateId, String host) {
        var aggregate = byId(aggregateId);
        return answer(Call.REMOVE, "remove from " + aggregate.name(), () -> remove(aggregate, host));
    }

    @Override
    public CloudResult<List<Server>> serversOn(String host) {
        return answer(Call.SERVERS, "list servers", () -> new CloudResult.Ok<>(servers));
    }

    @Override
    public CloudResult<HostTenants> tenantsOn(String host) {
        return serversOn(host).map(listed -> new HostTenants(listed, hidden, List.of()));
    }

    @Override
    public CloudResult<List<ComputeService>> computeServices() {
        throw new IllegalStateException("no step of a move lists all compute services");
    }

    @Override
    public CloudResult<Optional<ComputeService>> computeService(String host) {
        return answer(Call.COMPUTE_SERVICE, "show service", () -> new CloudResult.Ok<>(service));
    }

    @Override
    public CloudResult<ComputeService> disableService(String host, String reason) {
        return answer(Call.DISABLE, "disable service", () -> {
            disableHost(reason);
            return new CloudResult.Ok<>(service.orElseThrow());
        });
    }

    @Override
    public CloudResult<ComputeService> enableService(String host) {
        return answer(Call.ENABLE, "enable service", () -> {
            enableHost();
            return new CloudResult.Ok<>(service.orElseThrow());
        });
    }

    @Override
    public ComputeCloud recordingTo(Consumer<ExternalCall> journal) {
        return new JournallingNova(this, journal);
    }

    private CloudResult<Aggregate> add(Aggregate aggregate, String host) {
        var zone = zoneOf(host);
        if (aggregate.holds(host)) {
            return new CloudResult.Rejected<>(
                    409, "Cannot add host to aggregate %s. Reason: Host already exists.".formatted(aggregate.name()));
        }
        if (zone != null && aggregate.availabilityZone() != null && !zone.equals(aggregate.availabilityZone())) {
            return new CloudResult.Rejected<>(
                    409,
                    "Cannot add host to aggregate %s. Reason: One or more hosts already in availability zone(s) ['%s']."
                            .formatted(aggregate.name(), zone));
        }
        return changed(with(aggregate, host));
    }

    private CloudResult<Aggregate> remove(Aggregate aggregate, String host) {
        return aggregate.holds(host)
                ? changed(without(aggregate, host))
                : new CloudResult.Rejected<>(404, "Host %s could not be found.".formatted(host));
    }

    private CloudResult<Aggregate> changed(Aggregate now) {
        aggregates.put(now.name(), now);
        return new CloudResult.Ok<>(now);
    }

    private <T> CloudResult<T> answer(Call call, String line, Supplier<CloudResult<T>> work) {
        return script.answer(call, line, work);
    }

    private Aggregate byId(long id) {
        return aggregates.values().stream()
                .filter(aggregate -> aggregate.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private @Nullable String zoneOf(String host) {
        return aggregates.values().stream()
                .filter(aggregate -> aggregate.holds(host))
                .map(Aggregate::availabilityZone)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Aggregate with(Aggregate aggregate, String host) {
        var hosts = new ArrayList<>(without(aggregate, host).hosts());
        hosts.add(host);
        return new Aggregate(
                aggregate.id(), aggregate.name(), hosts, aggregate.availabilityZone(), aggregate.metadata());
    }

    private static Aggregate without(Aggregate aggregate, String host) {
        var hosts =
                aggregate.hosts().stream().filter(each -> !each.equals(host)).toList();
        return new Aggregate(
                aggregate.id(), aggregate.name(), hosts, aggregate.availabilityZone(), aggregate.metadata());
    }
}
