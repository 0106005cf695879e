package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.rows.LeftOut;
import io.spotmanager.clouds.rows.UnreadableRows;
import io.spotmanager.domain.call.CloudAnswer;
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
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads lists: images, flavors, environments and key pairs.
 *
 * @param unreadable gets what a list left out
 */
record Catalogue(HyperstackLine line, UnreadableRows unreadable) {

    private static final int MANY_IMAGES = 100;

    /** The largest page size of images is unknown, so pages are read until one contains nothing new. */
    CloudAnswer<List<VmImage>> images(String region) {
        String query = "/core/images?region=" + encoded(region) + "&include_public=true&per_page=" + MANY_IMAGES;
        return reported(
                "images of " + region,
                new Pages<>(
                        (body, leftOut) -> CatalogueReader.images(body, region, leftOut),
                        1,
                        VmImage::id,
                        page -> line.get(query + "&page=" + page))::all);
    }

    CloudAnswer<List<VmFlavor>> flavors(String region) {
        CloudAnswer<JsonNode> answer = line.get("/core/flavors?region=" + encoded(region));
        return reported(
                "flavors of " + region,
                leftOut -> Reading.of(answer, body -> CatalogueReader.flavors(body, region, leftOut)));
    }

    CloudAnswer<List<VmEnvironment>> environments() {
        return list(
                new Listing("/core/environments?", "environments", "environments"),
                (row, _) -> CatalogueReader.environment(row),
                VmEnvironment::id);
    }

    CloudAnswer<List<VmKeyPair>> keyPairs() {
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
     */
    record Listing(String path, String key, String things, Predicate<JsonNode> essential) {
        Listing(String path, String key, String things) {
            this(path, key, things, _ -> false);
        }
    }

    /** Returns all rows of a list that can be read. */
    <T> CloudAnswer<List<T>> list(Listing listing, BiFunction<JsonNode, LeftOut, T> reader, Function<T, Object> id) {
        return reported(
                listing.things(),
                new Pages<>(
                        (body, leftOut) -> rows(listing, body, reader, leftOut),
                        Pages.USUAL_SIZE,
                        id,
                        page -> line.get(listing.path() + "page=" + page + "&pageSize=" + Pages.USUAL_SIZE))::all);
    }

    private static <T> PageRows<T> rows(
            Listing listing, JsonNode body, BiFunction<JsonNode, LeftOut, T> reader, LeftOut leftOut) {
        List<JsonNode> rows = Fields.rows(body, listing.key());
        return new PageRows<>(
                rows.stream()
                        .flatMap(row -> listing.essential().test(row)
                                ? Stream.of(reader.apply(row, leftOut))
                                : leftOut.read(row, each -> reader.apply(each, leftOut)).stream())
                        .toList(),
                rows.size());
    }

    /** A read that failed says nothing about single rows. */
    <T> CloudAnswer<T> reported(String things, Function<LeftOut, CloudAnswer<T>> read) {
        LeftOut leftOut = new LeftOut();
        CloudAnswer<T> answer = read.apply(leftOut);
        if (answer.ok()) {
            unreadable.record(things, leftOut);
        }
        return answer;
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
