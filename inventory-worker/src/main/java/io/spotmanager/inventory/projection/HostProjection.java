package io.spotmanager.inventory.projection;

import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.pool.GpuCapacity;
import io.spotmanager.domain.pool.Pool;
import io.spotmanager.fleet.table.DeviceRow;
import io.spotmanager.fleet.table.HostRow;
import io.spotmanager.fleet.table.HostRow.Drift;
import io.spotmanager.fleet.table.HostRow.Netbox;
import io.spotmanager.fleet.table.HostRow.Sale;
import io.spotmanager.fleet.table.HostRow.Service;
import io.spotmanager.fleet.table.HostRow.Usage;
import io.spotmanager.fleet.table.Ownership;
import io.spotmanager.inventory.projection.PoolMap.Seen;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes the row of one host from the observations of the fleet. */
record HostProjection(GpuCapacity capacity, PoolMap pools, HostFacts facts, TypeMap types) {

    private static final int SHOWN = 3;

    HostRow project(String host, Drift drift) {
        var service = facts.service(host);
        var device = facts.device(host);
        return new HostRow(
                host,
                sale(host),
                usage(host),
                service.map(known -> new Service(known.enabled(), known.up(), known.disabledReason()))
                        .orElse(Service.NONE),
                device.map(DeviceRow::ownership).orElse(Ownership.UNKNOWN),
                device.map(known -> new Netbox(known.status(), known.url())).orElse(Netbox.UNKNOWN),
                drift);
    }

    private Sale sale(String host) {
        var in = pools.poolsOf(host);
        List<HostRow.Reason> reasons = holdsGpus(host)
                ? OutOfStock.reasons(
                        pools.poolNames(host),
                        pools.of(host),
                        facts.service(host),
                        facts.device(host),
                        facts.servicesAreKnown())
                : List.of();
        var status = !reasons.isEmpty() ? "OUT_OF_STOCK" : facts.tenants(host) == 0 ? "AVAILABLE" : "IN_USE";
        return new Sale(
                in.isEmpty() ? null : in.getFirst().name(),
                types.ofHost(host).orElse(null),
                nvlinks(host, in),
                pools.zoneOf(host)
                        .or(() -> facts.service(host).map(ComputeService::zone).filter(zone -> !zone.isEmpty()))
                        .orElse(null),
                status,
                reasons);
    }

    private Usage usage(String host) {
        return new Usage(
                gpusUsed(host),
                holdsGpus(host) ? capacity.of(host) : 0,
                facts.tenants(host),
                facts.hidden(host).stream().map(HiddenOnHost::row).toList(),
                holdsGpus(host) ? uncounted(host) : null);
    }

    /** A VM on a host with GPUs that counts none makes the host look free. */
    private @Nullable String uncounted(String host) {
        var vms = facts.servers(host).stream().filter(each -> each.gpus() == 0).toList();
        if (vms.isEmpty()) {
            return null;
        }
        var flavors = vms.stream()
                .map(each -> each.server().flavorName())
                .map(name -> name.isEmpty() ? "unknown" : name)
                .distinct()
                .sorted()
                .toList();
        return "%d VM%s with a flavor that names no whole GPU: %s%s"
                .formatted(
                        vms.size(),
                        vms.size() == 1 ? "" : "s",
                        String.join(", ", flavors.subList(0, Math.min(SHOWN, flavors.size()))),
                        flavors.size() > SHOWN ? ", ..." : "");
    }

    private int gpusUsed(String host) {
        return facts.servers(host).stream().mapToInt(CountedServer::gpus).sum();
    }

    /** Returns false for a plain compute host: one in other aggregates only, without VMs with GPUs and without a known GPU type. */
    private boolean holdsGpus(String host) {
        return !pools.poolsOf(host).isEmpty()
                || types.ofHost(host).isPresent()
                || gpusUsed(host) > 0
                || pools.of(host).isEmpty();
    }

    /** NetBox decides. A pool's name can promise NVLink; a name without it proves nothing. */
    private @Nullable Boolean nvlinks(String host, List<Seen> in) {
        Optional<Boolean> known = facts.device(host).flatMap(device -> Optional.ofNullable(device.nvlinks()));
        var promised =
                in.stream().anyMatch(seen -> seen.pool().filter(Pool::nvlink).isPresent());
        return known.orElse(promised ? Boolean.TRUE : null);
    }
}
