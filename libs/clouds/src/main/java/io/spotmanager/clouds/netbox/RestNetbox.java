package io.spotmanager.clouds.netbox;

import io.spotmanager.clouds.rows.UnreadableRows;
import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.CloudAnswer.Ok;
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
    private final NetboxLine line;
    private final LongSupplier nanos;
    private final Namesakes namesakes;
    private final UnreadableRows unreadable;

    private RestNetbox(
            NetboxSettings settings,
            NetboxLine line,
            LongSupplier nanos,
            Namesakes namesakes,
            UnreadableRows unreadable) {
        this.settings = settings;
        this.line = line;
        this.nanos = nanos;
        this.namesakes = namesakes;
        this.unreadable = unreadable;
    }

    /** Creates the client; sends nothing before the first read. */
    public static RestNetbox connect(NetboxSettings settings) {
        return connect(settings, System::nanoTime);
    }

    static RestNetbox connect(NetboxSettings settings, LongSupplier nanos) {
        return new RestNetbox(settings, NetboxLine.to(settings), nanos, new Namesakes(), new UnreadableRows("NetBox"));
    }

    @Override
    public RestNetbox journalling(Consumer<ExternalCall> journal) {
        return new RestNetbox(settings, line.journalling(journal), nanos, namesakes, unreadable);
    }

    @Override
    public CloudAnswer<DeviceList> devices() {
        long end = nanos.getAsLong() + settings.patience().toNanos();
        BooleanSupplier late = () -> nanos.getAsLong() - end >= 0;
        var groups = CompletableFuture.supplyAsync(() -> groups(late), THREADS);
        CloudAnswer<Map<Long, DeviceRow>> rows = rows(late);
        return switch (rows) {
            case Ok<Map<Long, DeviceRow>>(var read)
            when read.isEmpty() ->
                new CloudAnswer.Unclear<>("NetBox shows no device: the token may not view devices, or no device matches"
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

    private CloudAnswer<Map<Long, DeviceRow>> rows(BooleanSupplier late) {
        DeviceReader reader = new DeviceReader(settings);
        DeviceFilter filter = settings.filter();
        return whole(
                "devices",
                () -> new Pages<>(
                        query -> line.get("/dcim/devices/", query),
                        (id, json) -> reader.read(id, json).filter(filter::takes),
                        late),
                filter.query());
    }

    private Groups groups(BooleanSupplier late) {
        return new Groups(whole(
                "tenants",
                () -> new Pages<>(
                        query -> line.get("/tenancy/tenants/", query),
                        (_, json) -> Optional.of(Groups.group(json)),
                        late),
                TENANTS));
    }

    /** Reads the list a second time if it changed during the first read. */
    private <T> CloudAnswer<Map<Long, T>> whole(String things, Supplier<Pages<T>> walks, String query) {
        Pages<T> walk = walks.get();
        CloudAnswer<Map<Long, T>> answer = walk.from(query);
        if (answer.ok() && !walk.complete()) {
            walk = walks.get();
            answer = walk.from(query);
        }
        if (!answer.ok()) {
            return answer;
        }
        unreadable.record(things, walk.leftOut());
        return walk.complete() ? answer : new CloudAnswer.Unclear<>("the list changed twice while its pages were read");
    }
}
