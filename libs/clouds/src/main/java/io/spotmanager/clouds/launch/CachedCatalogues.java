package io.spotmanager.clouds.launch;

import static io.spotmanager.domain.call.CloudResult.named;

import io.spotmanager.clouds.http.Validity;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.launch.Catalogues;
import io.spotmanager.domain.launch.LaunchInputs.Catalogue;
import io.spotmanager.domain.vm.VmProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Caches catalogues: they change rarely, and the provider limits calls. Concurrent callers share one read; a failed
 * read is not cached.
 */
public final class CachedCatalogues implements Catalogues {
    private final VmProvider vms;
    private final Duration fresh;
    private final InstantSource clock;
    private final Map<String, FutureTask<CloudResult<Fetched>>> catalogues = new ConcurrentHashMap<>();
    private final Map<String, FutureTask<CloudResult<Images>>> images = new ConcurrentHashMap<>();

    /** @param fresh how long a catalogue is valid */
    public CachedCatalogues(VmProvider vms, Duration fresh, InstantSource clock) {
        this.vms = vms;
        this.fresh = fresh;
        this.clock = clock;
    }

    @Override
    public CloudResult<Fetched> of(String region) {
        return shared(catalogues, region, this::read, Fetched::at);
    }

    @Override
    public CloudResult<Images> images(String region) {
        return shared(images, region, this::readImages, Images::at);
    }

    private <T> CloudResult<T> shared(
            Map<String, FutureTask<CloudResult<T>>> reads,
            String region,
            Function<String, CloudResult<T>> reader,
            Function<T, Instant> at) {
        var read = reads.compute(
                region,
                (_, old) -> old == null || isOver(old, at) ? new FutureTask<>(() -> reader.apply(region)) : old);
        read.run(); // the first caller runs it; for all others this does nothing
        return answerOf(read);
    }

    private <T> boolean isOver(FutureTask<CloudResult<T>> read, Function<T, Instant> at) {
        return read.state() != Future.State.RUNNING
                && (read.state() != Future.State.SUCCESS
                        || read.resultNow()
                                .found()
                                .filter(value ->
                                        Validity.of(at.apply(value), fresh).holds(clock.instant()))
                                .isEmpty());
    }

    private static <T> CloudResult<T> answerOf(FutureTask<CloudResult<T>> read) {
        try {
            return read.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CloudResult.NotSent<>("interrupted while another thread read the catalogue");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a provider must answer, not throw", e);
        }
    }

    private CloudResult<Images> readImages(String region) {
        var at = clock.instant();
        return named("Hyperstack's images", vms.images(region)).map(found -> new Images(at, found));
    }

    private CloudResult<Fetched> read(String region) {
        return images(region)
                .then(found -> named("Hyperstack's flavors", vms.flavors(region))
                        .then(flavors -> named("Hyperstack's environments", vms.environments())
                                .then(environments -> named("Hyperstack's key pairs", vms.keyPairs())
                                        .map(keys -> new Fetched(
                                                found.at(),
                                                new Catalogue(
                                                        found.images(),
                                                        flavors,
                                                        environments,
                                                        keys,
                                                        vms.leftOut()))))));
    }
}
