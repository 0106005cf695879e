package io.spotmanager.gateway.launch;

import static io.spotmanager.fleet.catalogue.CatalogueTable.ALL_REGIONS;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.fleet.catalogue.CatalogueKind;
import io.spotmanager.fleet.catalogue.CatalogueTable;
import io.spotmanager.gateway.feature.ChangingFeature;
import io.spotmanager.gateway.feature.Feature;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.questions.LaunchOffer;
import io.spotmanager.questions.LaunchOffer.OfferedRegion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What launches can choose from, as the inventory worker read it last. */
@Component
@DependsOn("schema")
class LaunchCatalogue implements ChangingFeature {
    private static final String NAME = "launch";
    private static final String NOBODY_SAID =
            "no inventory worker of this release has said yet whether launches are on: start one";

    /** A newer worker may say more. */
    private static final JsonMapper JSON = Json.MAPPER
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final CatalogueTable table;

    LaunchCatalogue(JdbcClient jdbc) {
        this.table = new CatalogueTable(jdbc);
    }

    /**
     * The images of one region.
     *
     * @param readAt when the read began that found them
     * @param unread since when they cannot be read any more; null if the latest read succeeded
     */
    record Images(
            List<VmImage> all, Instant readAt, @Nullable Unread unread) {}

    /**
     * @param since when the reads began to fail
     * @param why as the worker said it
     */
    record Unread(Instant since, @Nullable String why) {}

    @Override
    public Feature now() {
        return offer().map(offer -> offer.off() == null ? Feature.on(NAME) : Feature.off(NAME, offer.off()))
                .orElseGet(() -> Feature.off(NAME, NOBODY_SAID));
    }

    /** Returns the regions; empty if launches are off, or if nobody has said whether they are on. */
    List<OfferedRegion> known() {
        return offer().map(LaunchOffer::regions).orElse(List.of());
    }

    private Optional<LaunchOffer> offer() {
        return table.entry(CatalogueKind.LAUNCHES, ALL_REGIONS)
                .flatMap(entry -> Optional.ofNullable(entry.content()))
                .map(content -> JSON.readValue(content, LaunchOffer.class));
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException that names the missing setting, if launches are known to be off */
    void requireNotOff() {
        if (offer().isPresent()) {
            now().require();
        }
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException if launches are off, or if nobody has said whether they are on */
    List<OfferedRegion> regions() {
        var offer = offer().orElseThrow(() ->
                ProblemType.CLOUD_UNAVAILABLE.because("Nothing was done: %s, then try again.".formatted(NOBODY_SAID)));
        now().require();
        return offer.regions();
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException if they were never read */
    Images images(OfferedRegion region) {
        var entry = table.entry(CatalogueKind.IMAGES, region.region());
        var content = entry.map(each -> each.content()).orElse(null);
        var readAt = entry.map(each -> each.readAt()).orElse(null);
        if (content == null || readAt == null) {
            throw LaunchPreviews.unavailable(
                    entry.map(each -> each.trouble()).orElse("the inventory worker has not read the images yet"));
        }
        var failedAt = entry.map(each -> each.failedAt()).orElse(null);
        return new Images(
                JSON.readValue(content, new TypeReference<List<VmImage>>() {}),
                readAt,
                failedAt == null
                        ? null
                        : new Unread(failedAt, entry.map(each -> each.trouble()).orElse(null)));
    }
}
