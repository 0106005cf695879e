package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.rows.LeftOut;
import io.spotmanager.domain.vm.VmEnvironment;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.domain.vm.VmKeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** Reads images and flavors. */
final class CatalogueReader {

    private CatalogueReader() {}

    static VmEnvironment environment(JsonNode environment) {
        return new VmEnvironment(
                Fields.id(environment), Fields.required(environment, "name"), Fields.required(environment, "region"));
    }

    static VmKeyPair keyPair(JsonNode pair) {
        return new VmKeyPair(Fields.required(pair, "name"), Fields.required(pair, "environment.name"));
    }

    /** Reads the images of all groups; the images of a group share region and type. */
    static PageRows<VmImage> images(JsonNode answer, String region, LeftOut leftOut) {
        return inGroups(answer, "images", "images", leftOut, (group, image) -> image(group, image, region))
                .only(image -> image.region().equals(region));
    }

    private static VmImage image(JsonNode group, JsonNode image, String region) {
        return new VmImage(
                Fields.id(image),
                Fields.required(image, "name"),
                Objects.requireNonNullElse(Fields.text(image.path("region_name")), region),
                Objects.requireNonNullElse(
                        Fields.text(image.path("type")), group.path("type").asString("")),
                Fields.text(image.path("version")),
                about(group, image));
    }

    /** Rows in groups; a group that has none is left out as one row. */
    private static <T> PageRows<T> inGroups(
            JsonNode answer, String groups, String key, LeftOut leftOut, BiFunction<JsonNode, JsonNode, T> reader) {
        List<T> found = new ArrayList<>();
        int size = 0;
        for (JsonNode group : Fields.rows(answer, groups)) {
            List<JsonNode> rows =
                    leftOut.read(group, each -> Fields.rows(each, key)).orElse(List.of());
            rows.forEach(
                    row -> leftOut.read(row, each -> reader.apply(group, each)).ifPresent(found::add));
            size += Math.max(1, rows.size());
        }
        return new PageRows<>(found, size);
    }

    private static VmImage.About about(JsonNode group, JsonNode image) {
        return new VmImage.About(
                image.path("size").canConvertToLong()
                        ? Long.valueOf(image.path("size").asLong())
                        : null,
                Fields.text(image.path("display_size")),
                Fields.text(image.path("description")),
                image.path("is_public").asBoolean(false),
                Fields.text(image.path("created_at")),
                Fields.text(group.path("logo")),
                // The public specification has none for a group; newer versions may.
                Objects.requireNonNullElse(Fields.text(group.path("green_status")), "UNKNOWN"),
                Fields.text(image.path("snapshot").path("name")),
                labels(image.path("labels")));
    }

    private static List<VmImage.Label> labels(JsonNode labels) {
        return labels.valueStream()
                .filter(label -> label.path("id").canConvertToLong())
                .map(label -> new VmImage.Label(
                        label.path("id").asLong(), label.path("label").asString("")))
                .toList();
    }

    /** Reads the flavors of all groups; the flavors of a group share region and GPU. */
    static List<VmFlavor> flavors(JsonNode answer, String region, LeftOut leftOut) {
        return inGroups(answer, "data", "flavors", leftOut, (_, flavor) -> flavor(flavor, region))
                .only(flavor -> flavor.region().equals(region))
                .rows();
    }

    private static VmFlavor flavor(JsonNode flavor, String region) {
        return new VmFlavor(
                Fields.id(flavor),
                Fields.required(flavor, "name"),
                Objects.requireNonNullElse(Fields.text(flavor.path("region_name")), region),
                Fields.text(flavor.path("gpu")),
                flavor.path("gpu_count").asInt(0),
                flavor.path("stock_available").isBoolean()
                        ? flavor.path("stock_available").booleanValue()
                        : null);
    }
}
