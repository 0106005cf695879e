package io.spotmanager.clouds.netbox;

import io.spotmanager.clouds.rows.UnreadableRows;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.netbox.Device;
import io.spotmanager.domain.netbox.DeviceList;
import io.spotmanager.domain.netbox.Netbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@link Netbox} over its REST API. One instance per NetBox. Thread-safe.
 *
 * <p>A device names its tenant but not the tenant's group, so the tenants are read too. Only parameters that every
 * version from 3.6 on supports are used, so the version need not be read.
 */
public final class RestNetbox implements Netbox {

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("netbox").start(task);
    private static final String TENANTS = "limit=1000&ordering=id";

    private final NetboxSettings settings;
    private final NetboxClient client;
    private final LongSupplier nanos;
    private final NameConflicts namesakes;
    private final UnreadableRows unreadable;

    private RestNetbox(
            NetboxSettings settings,
            NetboxClient client,
            LongSupplier nanos,
            NameConflicts namesakes,
            UnreadableRows unreadable) {
        this.settings = settings;
        this.client = client;
        this.nanos = nanos;
        this.namesakes = namesakes;
        this.unreadable = unreadable;
    }

    /** Creates the client; sends nothing before the first read. */
    public static RestNetbox connect(NetboxSettings settings) {
        return connect(settings, System::nanoTime);
    }

    static RestNetbox connect(NetboxSettings settings, LongSupplier nanos) {
        return new RestNetbox(
                settings, NetboxClient.to(settings), nanos, new NameConflicts(), new UnreadableRows("NetBox"));
    }

    @Override
    public RestNetbox recordingTo(Consumer<ExternalCall> recorder) {
        return new RestNetbox(settings, client.recordingTo(recorder), nanos, namesakes, unreadable);
    }

    @Override
    public Optional<String> trouble() {
        return client.get("/dcim/devices/", "limit=1").trouble();
    }

    @Override
    public CloudResult<DeviceList> devices() {
        long end = nanos.getAsLong() + settings.patience().toNanos();
        BooleanSupplier late = () -> nanos.getAsLong() - end >= 0;
        var groups = CompletableFuture.supplyAsync(() -> groups(late), THREADS);
        CloudResult<Map<Long, DeviceRow>> rows = rows(late);
        return switch (rows) {
            case Ok<Map<Long, DeviceRow>>(var read)
            when read.isEmpty() ->
                new CloudResult.Indeterminate<>(
                        "NetBox shows no device: the token may not view devices, or no device matches"
                                + " NETBOX_TAGS and NETBOX_STATUSES");
            case Ok<Map<Long, DeviceRow>>(var read) -> new Ok<>(owned(read, groups.join()));
            default -> rows.map(_ -> new DeviceList(List.of(), List.of()));
        };
    }

    private DeviceList owned(Map<Long, DeviceRow> rows, Groups groups) {
        List<Device> devices = namesakes.settle(rows.values()).stream()
                .map(row -> row.ownedBy(groups.owner(row, settings.owners())))
                .toList();
        return new DeviceList(
                devices,
                Stream.concat(unreadable.sentences().stream(), groups.gaps(devices).stream())
                        .toList());
    }

    private CloudResult<Map<Long, DeviceRow>> rows(BooleanSupplier late) {
        DeviceReader reader = new DeviceReader(settings);
        DeviceFilter filter = settings.filter();
        return whole(
                "devices",
                () -> new NetboxPager<>(
                        query -> client.get("/dcim/devices/", query),
                        (id, json) -> reader.read(id, json).filter(filter::takes),
                        late),
                filter.query());
    }

    private Groups groups(BooleanSupplier late) {
        return new Groups(whole(
                "tenants",
                () -> new NetboxPager<>(
                        query -> client.get("/tenancy/tenants/", query),
                        (_, json) -> Optional.of(Groups.group(json)),
                        late),
                TENANTS));
    }

    /** Reads the list a second time if it changed during the first read. */
    private <T> CloudResult<Map<Long, T>> whole(String things, Supplier<NetboxPager<T>> walks, String query) {
        NetboxPager<T> walk = walks.get();
        CloudResult<Map<Long, T>> answer = walk.from(query);
        if (answer.ok() && !walk.complete()) {
            walk = walks.get();
            answer = walk.from(query);
        }
        if (!answer.ok()) {
            return answer;
        }
        unreadable.record(things, walk.leftOut());
        return walk.complete()
                ? answer
                : new CloudResult.Indeterminate<>("the list changed twice while its pages were read");
    }
}
