package io.spotmanager.simulator.netbox;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Query;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Response;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The filters of the device list; other parameters are ignored. */
final class DeviceFilters {

    private static final Comparator<Device> BY_ID = Comparator.comparing(Device::id);
    private static final Comparator<Device> BY_NAME = Comparator.<Device, String>comparing(
                    device -> Objects.requireNonNullElse(device.name(), ""))
            .thenComparing(BY_ID);

    private final Inventory inventory;
    private final Query query;

    /** @throws Refused if a filter has an unknown value */
    DeviceFilters(Inventory inventory, Query query) {
        this.inventory = inventory;
        this.query = query;
        check("status", Inventory.STATUSES);
        check("tag", slugs(inventory.tags().stream()));
        check("tenant", slugs(inventory.tenants().stream().map(Tenant::self)));
        check("tenant_group", slugs(inventory.tenants().stream().flatMap(tenant -> Stream.ofNullable(tenant.group()))));
    }

    List<Device> matching() {
        return inventory.devices().stream()
                .filter(any("id", device -> Integer.toString(device.id())))
                .filter(any("name", Device::name))
                .filter(any("status", Device::status))
                .filter(any(
                        "tenant",
                        device -> device.tenant() == null
                                ? null
                                : device.tenant().self().slug()))
                .filter(any("tenant_group", DeviceFilters::group))
                .filter(this::hasAllTags)
                .sorted(order())
                .toList();
    }

    private Comparator<Device> order() {
        return switch (query.get("ordering").orElse("")) {
            case "id" -> BY_ID;
            case "-id" -> BY_ID.reversed();
            case "-name" -> BY_NAME.reversed();
            default -> BY_NAME;
        };
    }

    private Predicate<Device> any(String name, Function<Device, @Nullable String> trait) {
        List<String> wanted = query.all(name);
        return device ->
                wanted.isEmpty() || wanted.stream().anyMatch(value -> value.equalsIgnoreCase(trait.apply(device)));
    }

    private boolean hasAllTags(Device device) {
        return slugs(device.traits().tags().stream()).containsAll(query.all("tag"));
    }

    private static @Nullable String group(Device device) {
        Tenant tenant = device.tenant();
        return tenant == null || tenant.group() == null ? null : tenant.group().slug();
    }

    private static List<String> slugs(Stream<Named> things) {
        return things.map(Named::slug).distinct().toList();
    }

    private void check(String name, Collection<String> known) {
        query.all(name).stream()
                .filter(value -> !known.contains(value))
                .findFirst()
                .ifPresent(value -> {
                    throw new Refused(Response.json(
                            400,
                            Json.object()
                                    .set(
                                            name,
                                            Json.strings(List.of("Select a valid choice. " + value
                                                    + " is not one of the available choices.")))));
                });
    }
}
