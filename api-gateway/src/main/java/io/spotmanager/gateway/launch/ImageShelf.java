package io.spotmanager.gateway.launch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.spotmanager.clouds.launch.VmImage;
import io.spotmanager.clouds.launch.VmProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** The images of each region, read at most every five minutes; all who ask at the same moment share one read. */
@Component
class ImageShelf {
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** @param at when they were read */
    record Fetched(Instant at, List<VmImage> images) {}

    private final InstantSource clock;
    private final Cache<String, Fetched> shelf;

    ImageShelf(InstantSource clock) {
        this.clock = clock;
        this.shelf = Caffeine.newBuilder()
                .expireAfterWrite(FRESH)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .build();
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException if they cannot be read; the next who asks tries again */
    Fetched imagesOf(String region, VmProvider vms) {
        return shelf.get(region, name -> new Fetched(clock.instant(), LaunchPreviews.read(vms.images(name))));
    }
}
