package io.spotmanager.inventory.projection;

import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.pool.GpuCount;
import io.spotmanager.fleet.table.FlavorRow;
import io.spotmanager.fleet.table.VmRow;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A server with the number of GPUs of its flavor at the time of the read. */
record CountedServer(Server server, int gpus) {
    static CountedServer of(VmRow row) {
        return new CountedServer(
                new Server(
                        row.id(),
                        row.name(),
                        row.status(),
                        row.host(),
                        row.tenant().projectId(),
                        Flavor.named(row.size().flavor()),
                        row.created()),
                row.size().gpus());
    }

    /** What the server itself carries of its flavor comes first, since the flavor may have been changed or deleted since. */
    static List<CountedServer> count(List<Server> servers, List<FlavorRow> flavors, GpuCount count) {
        Map<String, Integer> byName =
                flavors.stream().collect(Collectors.toMap(FlavorRow::name, FlavorRow::gpus, (one, other) -> one));
        return servers.stream()
                .map(server -> new CountedServer(
                        server,
                        server.flavor().extraSpecs().isEmpty() && byName.containsKey(server.flavorName())
                                ? byName.get(server.flavorName())
                                : count.of(server.flavor())))
                .toList();
    }

    /** @param projects names by id */
    VmRow row(Map<String, String> projects) {
        return new VmRow(
                server.id(),
                server.name(),
                server.status(),
                server.host(),
                new VmRow.Tenant(server.projectId(), projects.get(server.projectId())),
                new VmRow.Size(server.flavorName(), gpus),
                server.created());
    }
}
