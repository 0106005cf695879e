package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Query;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be ordered and where: regions, environments, key pairs, images and flavors. */
final class CatalogueApi {

    private static final Instant OPENED = Instant.parse("2025-03-01T12:00:00Z");
    private static final long GIB = 1L << 30;
    private static final double MIB_IN_GIB = 1024;

    private final Fleet fleet;

    CatalogueApi(Fleet fleet) {
        this.fleet = fleet;
    }

    void register(Router<Handler> router) {
        String core = HyperstackApi.PREFIX + "/core/";
        router.route("GET", core + "regions", this::regions)
                .route("GET", core + "environments", this::environments)
                .route("GET", core + "keypairs", this::keyPairs)
                .route("GET", core + "images", this::images)
                .route("GET", core + "flavors", this::flavors);
    }

    private Response regions(Request request, Map<String, String> path) {
        ArrayNode regions = Json.array();
        for (Region region : Region.values()) {
            regions.add(Json.object()
                    .put("id", region.ordinal() + 1)
                    .put("name", region.title())
                    .put("description", region.country())
                    .put("country", region.country())
                    .put("green_status", "GREEN")
                    .set("features", Json.object()));
        }
        return Response.json(200, Envelope.ok("Getting regions successful").set("regions", regions));
    }

    private Response environments(Request request, Map<String, String> path) {
        return Listing.page(
                request.query(),
                "environments",
                Catalogue.environments().stream()
                        .filter(each -> Listing.finds(request.query(), each.name()))
                        .toList(),
                CatalogueApi::view);
    }

    private Response keyPairs(Request request, Map<String, String> path) {
        return Listing.page(
                request.query(),
                "keypairs",
                Catalogue.keyPairs().stream()
                        .filter(each -> Listing.finds(request.query(), each.name()))
                        .toList(),
                pair -> Json.object()
                        .put("id", pair.id())
                        .put("name", pair.name())
                        .put("public_key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIsimulated operations")
                        .put("fingerprint", "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff")
                        .put("created_at", VendorTime.of(pair.id(), OPENED))
                        .set("environment", view(pair.environment())));
    }

    private static ObjectNode view(Environment environment) {
        return Json.object()
                .put("id", environment.id())
                .put("name", environment.name())
                .put("region", environment.region().title())
                .put("created_at", VendorTime.of(environment.id(), OPENED))
                .set("features", Json.object().put("green_status", "GREEN").put("network_optimised", false));
    }

    /** Grouped by region and type; the images of a type stand below it. */
    private Response images(Request request, Map<String, String> path) {
        Query query = request.query();
        ArrayNode groups = Json.array();
        for (Region region : wanted(query)) {
            for (String type : List.of("Ubuntu", "Debian")) {
                ArrayNode images = Json.array();
                Catalogue.images().stream()
                        .filter(image ->
                                image.region() == region && image.type().equals(type))
                        .filter(image -> Listing.finds(query, image.name()))
                        .forEach(image -> images.add(view(image)));
                if (!images.isEmpty()) {
                    groups.add(Json.object()
                            .put("region_name", region.title())
                            .put("type", type)
                            .put("logo", "")
                            .set("images", images));
                }
            }
        }
        return Response.json(200, Envelope.ok("Getting images successful").set("images", groups));
    }

    private static ObjectNode view(Image image) {
        return Json.object()
                .put("id", image.id())
                .put("name", image.name())
                .put("region_name", image.region().title())
                .put("type", image.type())
                .put("version", image.version())
                .put("size", image.gigabytes() * GIB)
                .put("display_size", image.gigabytes() + " GB")
                .put("description", image.name())
                .put("is_public", true)
                .set("labels", Json.array());
    }

    private Response flavors(Request request, Map<String, String> path) {
        ArrayNode groups = Json.array();
        for (Region region : wanted(request.query())) {
            List<Offer> offers = Catalogue.offers(fleet.state(), region);
            for (String gpu : offers.stream().map(Offer::gpu).distinct().toList()) {
                ArrayNode flavors = Json.array();
                offers.stream().filter(offer -> offer.gpu().equals(gpu)).forEach(offer -> flavors.add(view(offer)));
                groups.add(Json.object()
                        .put("gpu", gpu)
                        .put("region_name", region.title())
                        .set("flavors", flavors));
            }
        }
        return Response.json(200, Envelope.ok("Getting flavors successful").set("data", groups));
    }

    private static ObjectNode view(Offer offer) {
        return Json.object()
                .put("id", offer.id())
                .put("name", offer.flavor().name())
                .putNull("display_name")
                .put("region_name", offer.region().title())
                .put("cpu", offer.flavor().size().vcpus())
                .put("ram", offer.flavor().size().ram() / MIB_IN_GIB)
                .put("disk", offer.flavor().size().disk())
                .put("ephemeral", offer.flavor().size().ephemeral())
                .put("gpu", offer.gpu())
                .put("gpu_count", offer.gpus())
                .put("stock_available", true)
                .put("created_at", VendorTime.of(offer.id(), OPENED))
                .set("labels", Json.array())
                .set("features", Json.object());
    }

    private static List<Region> wanted(Query query) {
        return Stream.of(Region.values())
                .filter(region ->
                        query.get("region").map(region.title()::equals).orElse(true))
                .toList();
    }
}
