package io.spotmanager.inventory.projection;

import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.pool.GpuCount;
import io.spotmanager.fleet.table.HostRow;
import io.spotmanager.fleet.table.Tables;
import io.spotmanager.inventory.source.FleetReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What cannot be counted in whole GPUs. */
public final class GpuNotes {
    private static final int SHOWN = 5;

    private GpuNotes() {}

    /** Returns a sentence about flavors of parts of GPUs, and about hosts whose VMs count no GPU; empty if there are none. */
    public static Optional<String> of(FleetReading reading, Tables tables, GpuCount count) {
        List<String> notes = new ArrayList<>();
        var parts = parts(reading, count);
        if (!parts.isEmpty()) {
            notes.add("parts of GPUs are not counted as GPUs: " + first(parts));
        }
        var hosts = tables.hosts().stream()
                .filter(host -> host.usage().gpuNote() != null)
                .map(GpuNotes::described)
                .sorted()
                .toList();
        if (!hosts.isEmpty()) {
            notes.add("used GPUs are not known on " + first(hosts));
        }
        return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notes));
    }

    private static List<String> parts(FleetReading reading, GpuCount count) {
        Map<String, String> byFlavor = new TreeMap<>();
        Stream.concat(
                        reading.flavors().or(List.of()).stream(),
                        reading.servers().or(List.of()).stream().map(Server::flavor))
                .distinct()
                .forEach(flavor -> add(byFlavor, flavor, count));
        return byFlavor.entrySet().stream()
                .map(each -> "%s (%s)".formatted(each.getKey(), each.getValue()))
                .toList();
    }

    private static void add(Map<String, String> byFlavor, Flavor flavor, GpuCount count) {
        var gpus = count.gpus(flavor);
        if (!gpus.parts().isEmpty()) {
            byFlavor.put(flavor.name(), gpus.describeParts());
        }
    }

    private static String described(HostRow host) {
        return "%s (%s)".formatted(host.name(), host.usage().gpuNote());
    }

    private static String first(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(SHOWN, all.size())))
                + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "");
    }
}
