package io.spotmanager.clouds.netbox;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.CloudAnswer.Ok;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.netbox.Device;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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

    private RestNetbox(NetboxSettings settings, NetboxLine line, LongSupplier nanos, Namesakes namesakes) {
        this.settings = settings;
        this.line = line;
        this.nanos = nanos;
        this.namesakes = namesakes;
    }

    /** Creates the client; sends nothing before the first read. */
    public static RestNetbox connect(NetboxSettings settings) {
        return connect(settings, System::nanoTime);
    }

    static RestNetbox connect(NetboxSettings settings, LongSupplier nanos) {
        return new RestNetbox(settings, NetboxLine.to(settings), nanos, new Namesakes());
    }

    @Override
    public RestNetbox journalling(Consumer<ExternalCall> journal) {
        return new RestNetbox(settings, line.journalling(journal), nanos, namesakes);
    }

    @Override
    public CloudAnswer<List<Device>> devices() {
        long end = nanos.getAsLong() + settings.patience().toNanos();
        BooleanSupplier late = () -> nanos.getAsLong() - end >= 0;
        var groups = CompletableFuture.supplyAsync(() -> groups(late), THREADS);
        CloudAnswer<Map<Long, DeviceRow>> rows = rows(late);
        return switch (rows) {
            case Ok<Map<Long, DeviceRow>>(var read)
            when read.isEmpty() ->
                new CloudAnswer.Unclear<>("NetBox shows no device: the token may not view devices, or no device matches"
                        + " NETBOX_TAGS and NETBOX_STATUSES");
            case Ok<Map<Long, DeviceRow>>(var read) -> groups.join().map(known -> owned(read, known));
            default -> rows.map(_ -> List.of());
        };
    }

    private List<Device> owned(Map<Long, DeviceRow> rows, Map<Long, String> groups) {
        return namesakes.settle(rows.values()).stream()
                .map(row -> row.ownedBy(
                        settings.owners().owner(row.told(), row.device().owner().tenant(), group(row, groups))))
                .toList();
    }

    private static @Nullable String group(DeviceRow row, Map<Long, String> groups) {
        return row.tenant() == null ? null : groups.get(row.tenant());
    }

    private CloudAnswer<Map<Long, DeviceRow>> rows(BooleanSupplier late) {
        DeviceReader reader = new DeviceReader(settings);
        DeviceFilter filter = settings.filter();
        return whole(
                () -> new Pages<>(
                        query -> line.get("/dcim/devices/", query),
                        (id, json) -> reader.read(id, json).filter(filter::takes),
                        late),
                filter.query());
    }

    /** Returns the names of the tenants' groups by tenant id. */
    private CloudAnswer<Map<Long, String>> groups(BooleanSupplier late) {
        return whole(
                () -> new Pages<>(query -> line.get("/tenancy/tenants/", query), (_, json) -> group(json), late),
                TENANTS);
    }

    private static Optional<String> group(JsonNode tenant) {
        return Optional.ofNullable(Text.named(tenant.path("group")));
    }

    /** Reads the list a second time if it changed during the first read. */
    private static <T> CloudAnswer<Map<Long, T>> whole(Supplier<Pages<T>> walks, String query) {
        Pages<T> first = walks.get();
        CloudAnswer<Map<Long, T>> answer = first.from(query);
        if (!answer.ok() || first.complete()) {
            return answer;
        }
        Pages<T> second = walks.get();
        CloudAnswer<Map<Long, T>> again = second.from(query);
        return !again.ok() || second.complete()
                ? again
                : new CloudAnswer.Unclear<>("the list changed twice while its pages were read");
    }
}
