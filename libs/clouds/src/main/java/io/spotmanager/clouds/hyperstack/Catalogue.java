package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.rows.LeftOut;
import io.spotmanager.clouds.rows.UnreadableRows;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.vm.VmEnvironment;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.domain.vm.VmKeyPair;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Reads lists: images, flavors, environments and key pairs.
 *
 * @param unreadable gets what a list left out
 */
record Catalogue(HyperstackClient client, UnreadableRows unreadable) {

    private static final int MANY_IMAGES = 100;

    /** The largest page size of images is unknown, so pages are read until one contains nothing new. */
    CloudResult<List<VmImage>> images(String region) {
        String query = "/core/images?region=" + encoded(region) + "&include_public=true&per_page=" + MANY_IMAGES;
        return reported(
                "images of " + region,
                new HyperstackPager<>(
                        (body, leftOut) -> CatalogueReader.images(body, region, leftOut),
                        1,
                        VmImage::id,
                        page -> client.get(query + "&page=" + page))::all);
    }

    CloudResult<List<VmFlavor>> flavors(String region) {
        CloudResult<JsonNode> answer = client.get("/core/flavors?region=" + encoded(region));
        return reported(
                "flavors of " + region,
                leftOut -> Responses.of(answer, body -> CatalogueReader.flavors(body, region, leftOut)));
    }

    CloudResult<List<VmEnvironment>> environments() {
        return list(
                new Listing("/core/environments?", "environments", "environments"),
                (row, _) -> CatalogueReader.environment(row),
                VmEnvironment::id);
    }

    CloudResult<List<VmKeyPair>> keyPairs() {
        return list(
                new Listing("/core/keypairs?", "keypairs", "key pairs"),
                (row, _) -> CatalogueReader.keyPair(row),
                pair -> pair);
    }

    /**
     * A list with pages.
     *
     * @param path with the start of its query
     * @param key the key of the rows in the answer
     * @param things what its rows are, for people
     * @param essential a row that must not be left out: if it cannot be read, the list cannot
     * @param decides whether something is changed by what is not in it
     */
    record Listing(String path, String key, String things, Predicate<JsonNode> essential, boolean decides) {
        Listing(String path, String key, String things) {
            this(path, key, things, _ -> false, false);
        }

        Listing(String path, String key, String things, Predicate<JsonNode> essential) {
            this(path, key, things, essential, true);
        }
    }

    /** Returns all rows of a list that can be read. */
    <T> CloudResult<List<T>> list(Listing listing, BiFunction<JsonNode, LeftOut, T> reader, Function<T, Object> id) {
        var pages = new HyperstackPager<>(
                (body, leftOut) -> rows(listing, body, reader, leftOut),
                HyperstackPager.USUAL_SIZE,
                id,
                page -> client.get(listing.path() + "page=" + page + "&pageSize=" + HyperstackPager.USUAL_SIZE));
        return reported(listing.things(), listing.decides() ? pages::allForSure : pages::all);
    }

    private static <T> PageRows<T> rows(
            Listing listing, JsonNode body, BiFunction<JsonNode, LeftOut, T> reader, LeftOut leftOut) {
        List<JsonNode> rows = Fields.rows(body, listing.key());
        return new PageRows<>(
                rows.stream()
                        .flatMap(row ->
                                leftOut.unless(listing.essential(), row, each -> reader.apply(each, leftOut)).stream())
                        .toList(),
                rows.size());
    }

    /** A read that failed says nothing about single rows. */
    <T> CloudResult<List<T>> reported(String things, Function<LeftOut, CloudResult<List<T>>> read) {
        LeftOut leftOut = new LeftOut();
        return unreadable.checked(things, leftOut, read.apply(leftOut));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
