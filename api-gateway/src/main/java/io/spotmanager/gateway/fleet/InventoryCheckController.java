package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.read.DeviceComparison;
import io.spotmanager.fleet.read.DeviceComparison.LoneDevice;
import io.spotmanager.fleet.read.DeviceComparison.LoneHost;
import io.spotmanager.fleet.read.DeviceComparison.SeveralPools;
import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** NetBox against the pools: what is in one and not in the other. */
@RestController
@Tag(name = "Fleet")
class InventoryCheckController {
    private static final String NETBOX = "netbox";

    /**
     * @param netbox the age of what NetBox said; with the state OFF it is not configured, and nothing can be compared
     * @param netboxTotal devices that NetBox lists, as the settings filter them; null if NetBox was never read
     * @param columnsTotal hosts in a pool or contract, and hosts of a known GPU type in none
     * @param inBoth hosts with a device; null if NetBox was never read
     * @param difference {@code netbox_total} less {@code columns_total}; null if NetBox was never read
     * @param onlyInNetbox devices without such a host; empty if NetBox was never read
     * @param onlyInColumns such hosts without a device; empty if NetBox was never read
     * @param inSeveralPools hosts that stand in more than one column
     */
    record InventoryCheck(
            long generation,
            SnapshotView.@Nullable SourceView netbox,
            @Nullable Integer netboxTotal,
            int columnsTotal,
            @Nullable Integer inBoth,
            @Nullable Integer difference,
            List<DeviceOnly> onlyInNetbox,
            List<HostOnly> onlyInColumns,
            List<InPools> inSeveralPools) {}

    /**
     * @param status of the device in NetBox, such as active
     * @param netboxUrl the address of its page
     * @param inNova whether Nova has a host of that name, which is in no pool and of no known GPU type
     */
    record DeviceOnly(
            String name,
            @Nullable String status,
            @Nullable String tenant,
            @Nullable String site,
            @Nullable String rack,
            @Nullable String netboxUrl,
            boolean inNova) {
        static DeviceOnly of(LoneDevice device) {
            return new DeviceOnly(
                    device.name(),
                    device.status(),
                    device.tenant(),
                    device.site(),
                    device.rack(),
                    device.url(),
                    device.inNova());
        }
    }

    /** @param aggregate its first pool; null if it is in none */
    record HostOnly(
            String hostname,
            @Nullable String aggregate,
            @Nullable String gpuType,
            String status) {
        static HostOnly of(LoneHost host) {
            return new HostOnly(host.hostname(), host.aggregate(), host.gpuType(), host.status());
        }
    }

    /** @param aggregates its pools, by name */
    record InPools(String hostname, List<String> aggregates) {
        static InPools of(SeveralPools host) {
            return new InPools(host.hostname(), host.aggregates());
        }
    }

    private final InventoryChecks checks;

    InventoryCheckController(InventoryChecks checks) {
        this.checks = checks;
    }

    /** Compares what NetBox and Nova showed last. Names are compared without regard to case. */
    @GetMapping("/api/inventory-check")
    @Operation(operationId = "checkInventory", summary = "Compare NetBox with the pools")
    InventoryCheck check() {
        return checks.now();
    }

    /** Reads all of it from one state of the snapshot. */
    @Component
    static class InventoryChecks {
        private final DeviceComparison devices;
        private final SnapshotStatusRepository status;
        private final TransactionTemplate oneMoment;

        InventoryChecks(
                DeviceComparison devices, SnapshotStatusRepository status, PlatformTransactionManager transactions) {
            this.devices = devices;
            this.status = status;
            this.oneMoment = new TransactionTemplate(transactions);
            oneMoment.setReadOnly(true);
            oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        }

        InventoryCheck now() {
            return Objects.requireNonNull(oneMoment.execute(_ -> read()));
        }

        private InventoryCheck read() {
            var snapshot = SnapshotView.of(status.read());
            var netbox = snapshot.sources().stream()
                    .filter(source -> source.name().equals(NETBOX))
                    .findFirst()
                    .orElse(null);
            var totals = devices.totals();
            var several = devices.inSeveralPools().stream().map(InPools::of).toList();
            if (netbox == null || netbox.readAt() == null) {
                return new InventoryCheck(
                        snapshot.generation(), netbox, null, totals.hosts(), null, null, List.of(), List.of(), several);
            }
            return new InventoryCheck(
                    snapshot.generation(),
                    netbox,
                    totals.devices(),
                    totals.hosts(),
                    totals.both(),
                    totals.devices() - totals.hosts(),
                    devices.loneDevices().stream().map(DeviceOnly::of).toList(),
                    devices.loneHosts().stream().map(HostOnly::of).toList(),
                    several);
        }
    }
}
