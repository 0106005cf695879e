package io.spotmanager.inventory.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.pool.GpuTypes;
import io.spotmanager.fleet.table.DeviceRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The observations of single hosts, by name. */
final class HostFacts {
    /** The statuses in NetBox of machines that are not in use, so they may be missing in the cloud. */
    private static final Set<String> NOT_IN_USE = Set.of("inventory", "offline", "planned", "decommissioning");

    private final GpuTypes types;
    private final Map<String, ComputeService> services = new HashMap<>();
    private final Map<String, List<CountedServer>> servers;
    private final Map<String, DeviceRow> devices = new HashMap<>();
    private final Map<String, List<HiddenTenant>> hidden;

    HostFacts(Observations facts, GpuTypes types) {
        this.types = types;
        facts.services().forEach(service -> services.put(service.host(), service));
        servers = facts.servers().stream()
                .filter(each -> each.server().host() != null)
                .collect(groupingBy(each -> String.valueOf(each.server().host())));
        hidden = facts.hidden().stream()
                .collect(groupingBy(HiddenOnHost::host, mapping(HiddenOnHost::tenant, toList())));
        facts.devices().forEach(device -> devices.put(folded(device.name()), device));
    }

    /** Every host that some source knows; those that NetBox alone knows only if they are tagged with a GPU type. */
    Collection<String> names(Set<String> inAggregates) {
        var names = new TreeSet<>(inAggregates);
        names.addAll(services.keySet());
        names.addAll(servers.keySet());
        if (names.isEmpty()) {
            return names; // the cloud was never read, so no host is missing yet
        }
        Set<String> known = new TreeSet<>(names.stream().map(HostFacts::folded).toList());
        devices.forEach((name, device) -> {
            if (!known.contains(name) && isMissing(device)) {
                names.add(device.name());
            }
        });
        return names;
    }

    private boolean isMissing(DeviceRow device) {
        return tagged(device).isPresent() && !NOT_IN_USE.contains(String.valueOf(device.status()));
    }

    Optional<ComputeService> service(String host) {
        return Optional.ofNullable(services.get(host));
    }

    /** Whether services have been read at all. */
    boolean servicesAreKnown() {
        return !services.isEmpty();
    }

    List<CountedServer> servers(String host) {
        return servers.getOrDefault(host, List.of());
    }

    /** The tenants that the list of its servers does not show. */
    List<HiddenTenant> hidden(String host) {
        return hidden.getOrDefault(host, List.of());
    }

    /** Servers that are listed there, and those that have the host without being listed. */
    int tenants(String host) {
        return servers(host).size()
                + (int) hidden(host).stream()
                        .filter(each -> each.kind().isTenant())
                        .map(HiddenTenant::id)
                        .distinct()
                        .count();
    }

    Optional<DeviceRow> device(String host) {
        return Optional.ofNullable(devices.get(folded(host)));
    }

    /** What its name says, or else its tags in NetBox; empty rather than guessed. */
    Optional<String> ownType(String host) {
        return types.in(host).or(() -> device(host).flatMap(this::tagged));
    }

    Optional<String> typeIn(String name) {
        return types.in(name);
    }

    private Optional<String> tagged(DeviceRow device) {
        var tagged = device.tags().stream()
                .flatMap(tag -> types.in(tag).stream())
                .distinct()
                .toList();
        return tagged.size() == 1 ? Optional.of(tagged.getFirst()) : Optional.empty();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
