package io.spotmanager.gateway.launch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.questions.LaunchOffer.OfferedRegion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
     * @param region as it was asked for; null for all
     * @param fetchedAt when Hyperstack was read; of several regions the oldest
     * @param stale since when they cannot be read any more, and why; null if the latest read succeeded
     * @param success always true: what cannot be answered is a problem
     * @param count how many images this answer has
     * @param groups of how many families and regions these are
     */
    record ImagesView(
            @Nullable String region,
            Instant fetchedAt,
            LaunchCatalogue.@Nullable Unread stale,
            List<ImageView> images,
            boolean success,
            int count,
            int groups) {}

    /** @param regionName its region */
    record ImageView(
            long id,
            String name,
            @Nullable String type,
            @Nullable String version,
            String regionName,
            @JsonUnwrapped VmImage.About about) {
        static ImageView of(VmImage image) {
            return new ImageView(
                    image.id(), image.name(), image.type(), image.version(), image.region(), image.about());
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

    private static final Comparator<VmImage> BY_GROUP = Comparator.comparing(VmImage::region)
            .thenComparing(HyperstackController::type)
            .thenComparing(VmImage::name);

    private final LaunchCatalogue launches;

    HyperstackController(LaunchCatalogue launches) {
        this.launches = launches;
    }

    /**
     * The images that a host may be launched with: of one region by name, of all by region, family and name.
     *
     * @param regionOrAll left out, or empty, for every region that is configured
     * @param search a part of the name; case does not matter
     * @param includePublic false for the images of your own organisation alone
     * @param page the number of a page, from 1; left out for all images, unless {@code per_page} is sent
     * @param perPage how many images a page has, 1 to 1000; left out for 100 if a page is sent
     */
    @GetMapping("/images")
    @Operation(operationId = "listImages", summary = "List the images for a region")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    ImagesView images(
            @RequestParam(name = "region", defaultValue = "") String regionOrAll,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(name = "include_public", required = false) @Nullable Boolean includePublic,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(name = "per_page", required = false) @Nullable Integer perPage) {
        var slice = ImagePage.of(page, perPage);
        var region = regionOrAll.isEmpty() ? null : regionOrAll;
        var regions = region == null ? launches.regions() : List.of(region(region));
        var lists = regions.stream().map(this::list).toList();
        var words = search.toLowerCase(Locale.ROOT);
        var found = slice.cut(lists.stream()
                .flatMap(list -> list.images().stream())
                .filter(image -> image.name().toLowerCase(Locale.ROOT).contains(words))
                .filter(image ->
                        !Boolean.FALSE.equals(includePublic) || !image.about().isPublic())
                .sorted(region == null ? BY_GROUP : Comparator.comparing(VmImage::name))
                .toList());
        var oldest = lists.stream()
                .min(Comparator.comparing(list -> list.fetched().readAt()))
                .orElseThrow(() -> ProblemType.NOT_FOUND.because("No region is configured: SPOT_REGIONS names none."));
        return new ImagesView(
                region,
                oldest.fetched().readAt(),
                lists.stream()
                        .map(list -> list.fetched().unread())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                found.stream().map(ImageView::of).toList(),
                true,
                found.size(),
                (int) found.stream()
                        .map(image -> List.of(image.region(), type(image)))
                        .distinct()
                        .count());
    }

    private static String type(VmImage image) {
        return Objects.requireNonNullElse(image.type(), "");
    }

    /** @param images those that the settings allow */
    private record ImageList(LaunchCatalogue.Images fetched, List<VmImage> images) {}

    private ImageList list(OfferedRegion region) {
        var fetched = launches.images(region);
        var allowed = Pattern.compile(region.images());
        return new ImageList(
                fetched,
                fetched.all().stream()
                        .filter(image -> allowed.matcher(image.name()).matches())
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
