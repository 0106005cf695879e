package io.spotmanager.gateway.launch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.questions.LaunchOffer.OfferedRegion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a launch can choose from. */
@RestController
@RequestMapping("/api/hyperstack")
@Tag(name = "Launches")
class HyperstackController {
    /**
     * @param fetchedAt when Hyperstack was read
     * @param stale since when they cannot be read any more, and why; null if the latest read succeeded
     */
    record ImagesView(
            String region, Instant fetchedAt, LaunchCatalogue.@Nullable Unread stale, List<ImageView> images) {}

    record ImageView(
            long id,
            String name,
            @Nullable String type,
            @Nullable String version,
            @JsonUnwrapped VmImage.About about) {
        static ImageView of(VmImage image) {
            return new ImageView(image.id(), image.name(), image.type(), image.version(), image.about());
        }
    }

    record RegionsView(List<RegionView> regions) {}

    record RegionView(
            String region,
            String hostPrefix,
            String environment,
            @Nullable String storageNetwork,
            @Nullable Long firewallId) {
        static RegionView of(OfferedRegion region) {
            return new RegionView(
                    region.region(),
                    region.hostPrefix(),
                    region.environment(),
                    region.storageNetwork(),
                    region.firewallId());
        }
    }

    private final LaunchCatalogue launches;

    HyperstackController(LaunchCatalogue launches) {
        this.launches = launches;
    }

    /** The images that a host of that region may be launched with, by name. */
    @GetMapping("/images")
    @Operation(operationId = "listImages", summary = "List the images for a region")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    ImagesView images(@RequestParam String region, @RequestParam(defaultValue = "") String search) {
        var configured = region(region);
        var fetched = launches.images(configured);
        var allowed = Pattern.compile(configured.images());
        var words = search.toLowerCase(Locale.ROOT);
        return new ImagesView(
                region,
                fetched.readAt(),
                fetched.unread(),
                fetched.all().stream()
                        .filter(image -> allowed.matcher(image.name()).matches())
                        .filter(image -> image.name().toLowerCase(Locale.ROOT).contains(words))
                        .map(ImageView::of)
                        .toList());
    }

    /** The regions that launches are configured for. */
    @GetMapping("/regions")
    @Operation(operationId = "listRegions", summary = "List the regions")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.CLOUD_UNAVAILABLE})
    RegionsView regions() {
        return new RegionsView(launches.regions().stream().map(RegionView::of).toList());
    }

    private OfferedRegion region(String name) {
        var configured = launches.regions();
        return configured.stream()
                .filter(region -> region.region().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemType.NOT_FOUND.because("No region %s is configured. There are: %s."
                        .formatted(
                                name,
                                configured.stream().map(OfferedRegion::region).toList())));
    }
}
