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

/** Answers about the fleet, each rendered once per generation. */
@Component
class FleetResponseCache {
    private final FleetSnapshotRepository table;
    private final JsonMapper json;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Shown shown;

    private record Shown(Fleet fleet, ConcurrentMap<String, CachedResponse> answers) {}

    FleetResponseCache(FleetSnapshotRepository table, JsonMapper json) {
        this.table = table;
        this.json = json;
    }

    /**
     * @param version the latest, as {@link FleetSnapshotRepository#version} told; the answer may be of a later one
     * @param question tells this view from all others
     */
    CachedResponse answer(SnapshotVersion version, String question, Function<Fleet, Object> view) {
        var current = at(version);
        return current.answers()
                .computeIfAbsent(question, _ -> CachedResponse.of(json.writeValueAsBytes(view.apply(current.fleet()))));
    }

    private Fleet fleet(FleetDocument document) {
        return new Fleet(
                document.version(),
                List.of(json.readValue(document.pools(), PoolFacts[].class)),
                List.of(json.readValue(document.hosts(), HostView[].class)));
    }

    private Shown at(SnapshotVersion version) {
        var known = shown;
        if (known != null && known.fleet().version().equals(version)) {
            return known;
        }
        loading.lock(); // one reads, the others take what it has read
        try {
            var meanwhile = shown;
            if (meanwhile != null
                    && meanwhile != known
                    && meanwhile.fleet().version().covers(version)) {
                return meanwhile;
            }
            var fresh = new Shown(fleet(table.read()), new ConcurrentHashMap<>());
            shown = fresh;
            return fresh;
        } finally {
            loading.unlock();
        }
    }
}
