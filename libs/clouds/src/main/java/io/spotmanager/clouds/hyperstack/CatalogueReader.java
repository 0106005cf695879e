package io.spotmanager.clouds.hyperstack;

import io.spotmanager.domain.vm.VmEnvironment;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.domain.vm.VmKeyPair;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads images and flavors. */
final class CatalogueReader {

    private CatalogueReader() {}

    static VmEnvironment environment(JsonNode environment) {
        return new VmEnvironment(
                Fields.id(environment), Fields.required(environment, "name"), Fields.required(environment, "region"));
    }

    static VmKeyPair keyPair(JsonNode pair) {
        return new VmKeyPair(Fields.required(pair, "name"), Fields.required(pair.path("environment"), "name"));
    }

    /** Reads the images of all groups; the images of a group share region and type. */
    static List<VmImage> images(JsonNode answer, String region) {
        return Fields.rows(answer, "images").stream()
                .flatMap(group -> imagesOf(group, region))
                .filter(image -> image.region().equals(region))
                .toList();
    }

    private static Stream<VmImage> imagesOf(JsonNode group, String region) {
        return Fields.rows(group, "images").stream()
                .map(image -> new VmImage(
                        Fields.id(image),
                        Fields.required(image, "name"),
                        Objects.requireNonNullElse(Fields.text(image.path("region_name")), region),
                        Objects.requireNonNullElse(
                                Fields.text(image.path("type")),
                                group.path("type").asString("")),
                        Fields.text(image.path("version")),
                        about(image)));
    }

    private static VmImage.About about(JsonNode image) {
        return new VmImage.About(
                image.path("size").isNumber() ? image.path("size").longValue() : null,
                Fields.text(image.path("display_size")),
                Fields.text(image.path("description")),
                image.path("is_public").asBoolean(false));
    }

    /** Reads the flavors of all groups; the flavors of a group share region and GPU. */
    static List<VmFlavor> flavors(JsonNode answer, String region) {
        return Fields.rows(answer, "data").stream()
                .flatMap(group -> flavorsOf(group, region))
                .filter(flavor -> flavor.region().equals(region))
                .toList();
    }

    private static Stream<VmFlavor> flavorsOf(JsonNode group, String region) {
        return Fields.rows(group, "flavors").stream()
                .map(flavor -> new VmFlavor(
                        Fields.id(flavor),
                        Fields.required(flavor, "name"),
                        Objects.requireNonNullElse(Fields.text(flavor.path("region_name")), region),
                        Fields.text(flavor.path("gpu")),
                        flavor.path("gpu_count").asInt(0),
                        flavor.path("stock_available").isBoolean()
                                ? flavor.path("stock_available").booleanValue()
                                : null));
    }
}
