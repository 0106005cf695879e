package io.spotmanager.clouds.launch;

import static io.spotmanager.domain.call.CloudResult.named;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.launch.Catalogues;
import io.spotmanager.domain.launch.LaunchInputs.Catalogue;
import io.spotmanager.domain.vm.VmProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Caches catalogues: they change rarely, and the provider limits calls. Concurrent callers share one read; a failed
 * read is not cached.
 */
public final class CachedCatalogues implements Catalogues {
    private final VmProvider vms;
    private final Duration fresh;
    private final InstantSource clock;
    private final Map<String, FutureTask<CloudResult<Fetched>>> reads = new ConcurrentHashMap<>();

    /** @param fresh how long a catalogue is valid */
    public CachedCatalogues(VmProvider vms, Duration fresh, InstantSource clock) {
        this.vms = vms;
        this.fresh = fresh;
        this.clock = clock;
    }

    @Override
    public CloudResult<Fetched> of(String region) {
        var read = reads.compute(
                region, (_, old) -> old == null || isOver(old) ? new FutureTask<>(() -> read(region)) : old);
        read.run(); // the first caller runs it; for all others this does nothing
        return answerOf(read);
    }

    private boolean isOver(FutureTask<CloudResult<Fetched>> read) {
        return read.state() != Future.State.RUNNING
                && (read.state() != Future.State.SUCCESS
                        || read.resultNow()
                                .found()
                                .filter(fetched -> fetched.at().plus(fresh).isAfter(clock.instant()))
                                .isEmpty());
    }

    private static CloudResult<Fetched> answerOf(FutureTask<CloudResult<Fetched>> read) {
        try {
            return read.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CloudResult.NotSent<>("interrupted while another thread read the catalogue");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a provider must answer, not throw", e);
        }
    }

    private CloudResult<Fetched> read(String region) {
        var at = clock.instant();
        return named("Hyperstack's images", vms.images(region))
                .then(images -> named("Hyperstack's flavors", vms.flavors(region))
                        .then(flavors -> named("Hyperstack's environments", vms.environments())
                                .then(environments -> named("Hyperstack's key pairs", vms.keyPairs())
                                        .map(keys ->
                                                new Catalogue(images, flavors, environments, keys, vms.leftOut())))))
                .map(catalogue -> new Fetched(at, catalogue));
    }
}
