package io.spotmanager.inventory.launches;

import static io.spotmanager.fleet.catalogue.CatalogueTable.ALL_REGIONS;

import io.spotmanager.audit.Json;
import io.spotmanager.clouds.launch.LaunchProviders;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.launch.Region;
import io.spotmanager.fleet.catalogue.CatalogueKind;
import io.spotmanager.fleet.catalogue.CatalogueTable;
import io.spotmanager.questions.LaunchOffer;
import io.spotmanager.questions.LaunchOffer.OfferedRegion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Keeps the catalogue of launches in the snapshot: one of all workers reads it when that is due. */
public final class LaunchCatalogue {
    private static final Logger log = LoggerFactory.getLogger(LaunchCatalogue.class);

    /** After a read that failed, or of a worker that died in it. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final LaunchProviders providers;
    private final CatalogueTable table;
    private final InstantSource clock;
    private boolean started;

    public LaunchCatalogue(LaunchProviders providers, CatalogueTable table, InstantSource clock) {
        this.providers = providers;
        this.table = table;
        this.clock = clock;
    }

    /** Reads it if that is due, and in any case the first time: the settings of this worker may be new. Blocks for as long as the provider needs. */
    public synchronized void refreshWhenDue() {
        try {
            if (table.claim(AGAIN) || !started) {
                refresh();
                started = true;
            }
        } catch (DataAccessException e) {
            log.warn(
                    "the catalogue of launches could not be saved: {}",
                    e.getMostSpecificCause().getMessage());
        }
    }

    private void refresh() {
        switch (providers) {
            case LaunchProviders.Missing(var why) -> offer(new LaunchOffer(why, List.of()));
            case LaunchProviders.Connected connected -> {
                var regions = connected.regions().all();
                offer(new LaunchOffer(
                        null, regions.stream().map(LaunchCatalogue::offered).toList()));
                if (all(connected, regions)) {
                    table.readAgainIn(LaunchProviders.CATALOGUES_ARE_GOOD_FOR);
                }
            }
        }
    }

    private void offer(LaunchOffer offer) {
        table.read(CatalogueKind.LAUNCHES, ALL_REGIONS, Json.MAPPER.writeValueAsString(offer), clock.instant(), null);
    }

    private static OfferedRegion offered(Region region) {
        return new OfferedRegion(
                region.name(),
                region.prefix(),
                region.vm().environment(),
                region.vm().images().pattern(),
                region.storageNetwork(),
                region.firewallId());
    }

    /** Returns false if a list could not be read. */
    private boolean all(LaunchProviders.Connected provider, List<Region> regions) {
        var vms = provider.vms();
        var good = true;
        for (var region : regions.stream().map(Region::name).distinct().toList()) {
            good &= read(provider, CatalogueKind.IMAGES, region, () -> vms.images(region));
            good &= read(provider, CatalogueKind.FLAVORS, region, () -> vms.flavors(region));
        }
        good &= read(provider, CatalogueKind.ENVIRONMENTS, ALL_REGIONS, vms::environments);
        return good & read(provider, CatalogueKind.KEY_PAIRS, ALL_REGIONS, vms::keyPairs);
    }

    private boolean read(
            LaunchProviders.Connected provider,
            CatalogueKind kind,
            String region,
            Supplier<? extends CloudResult<? extends List<?>>> list) {
        var began = clock.instant();
        var answer = list.get();
        if (answer instanceof CloudResult.Ok<? extends List<?>>(var rows)) {
            var leftOut = provider.vms().leftOut();
            table.read(
                    kind,
                    region,
                    Json.MAPPER.writeValueAsString(rows),
                    began,
                    leftOut.isEmpty() ? null : String.join(" ", leftOut));
            return true;
        }
        table.failed(kind, region, answer.readProblem());
        return false;
    }
}
