package io.spotmanager.clouds.hyperstack;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.vm.VmEnvironment;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.domain.vm.VmKeyPair;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads lists: images, flavors, environments and key pairs. */
record Catalogue(HyperstackLine line) {

    private static final int MANY_IMAGES = 100;

    /** The largest page size of images is unknown, so pages are read until one contains nothing new. */
    CloudAnswer<List<VmImage>> images(String region) {
        String query = "/core/images?region=" + encoded(region) + "&include_public=true&per_page=" + MANY_IMAGES;
        return new Pages<>(
                        body -> CatalogueReader.images(body, region),
                        1,
                        VmImage::id,
                        page -> line.get(query + "&page=" + page))
                .all();
    }

    CloudAnswer<List<VmFlavor>> flavors(String region) {
        return Reading.of(
                line.get("/core/flavors?region=" + encoded(region)), body -> CatalogueReader.flavors(body, region));
    }

    CloudAnswer<List<VmEnvironment>> environments() {
        return list("/core/environments?", "environments", CatalogueReader::environment, VmEnvironment::id);
    }

    CloudAnswer<List<VmKeyPair>> keyPairs() {
        return list("/core/keypairs?", "keypairs", CatalogueReader::keyPair, pair -> pair);
    }

    /**
     * Returns all rows of a list.
     *
     * @param path with the start of its query
     * @param key the key of the rows in the answer
     */
    <T> CloudAnswer<List<T>> list(String path, String key, Function<JsonNode, T> reader, Function<T, Object> id) {
        return new Pages<>(
                        body -> Fields.rows(body, key).stream().map(reader).toList(),
                        Pages.USUAL_SIZE,
                        id,
                        page -> line.get(path + "page=" + page + "&pageSize=" + Pages.USUAL_SIZE))
                .all();
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
