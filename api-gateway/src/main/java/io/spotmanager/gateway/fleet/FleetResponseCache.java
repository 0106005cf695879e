package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.read.FleetDocument;
import io.spotmanager.fleet.read.FleetSnapshotRepository;
import io.spotmanager.fleet.read.SnapshotVersion;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Caches the responses of the fleet endpoints. Each is rendered once per generation. */
@Component
class FleetResponseCache {
    private final FleetSnapshotRepository table;
    private final JsonMapper json;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Generation current;

    private record Generation(Fleet fleet, ConcurrentMap<String, CachedResponse> answers) {}

    FleetResponseCache(FleetSnapshotRepository table, JsonMapper json) {
        this.table = table;
        this.json = json;
    }

    /**
     * Blocks while a new generation is loaded.
     *
     * @param version the current version from {@link FleetSnapshotRepository#version}; the response may be newer
     * @param question the cache key of this view
     */
    CachedResponse answer(SnapshotVersion version, String question, Function<Fleet, Object> view) {
        var generation = at(version);
        return generation
                .answers()
                .computeIfAbsent(
                        question, _ -> CachedResponse.of(json.writeValueAsBytes(view.apply(generation.fleet()))));
    }

    private Fleet fleet(FleetDocument document) {
        return new Fleet(
                document.version(),
                List.of(json.readValue(document.pools(), PoolFacts[].class)),
                List.of(json.readValue(document.hosts(), HostView[].class)));
    }

    private Generation at(SnapshotVersion version) {
        var known = current;
        if (known != null && known.fleet().version().equals(version)) {
            return known;
        }
        loading.lock(); // one thread loads, the others use its result
        try {
            var meanwhile = current;
            if (meanwhile != null
                    && meanwhile != known
                    && meanwhile.fleet().version().covers(version)) {
                return meanwhile;
            }
            var fresh = new Generation(fleet(table.read()), new ConcurrentHashMap<>());
            current = fresh;
            return fresh;
        } finally {
            loading.unlock();
        }
    }
}
