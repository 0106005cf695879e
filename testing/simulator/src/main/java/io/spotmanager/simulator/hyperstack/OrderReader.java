package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Parses the body of a create, or refuses it as the vendor does. */
final class OrderReader {

    private static final int LONGEST_NAME = 50;
    private static final int LARGEST_USER_DATA = 65_535;

    private final FleetState fleet;
    private final JsonNode body;

    private OrderReader(FleetState fleet, JsonNode body) {
        this.fleet = fleet;
        this.body = body;
    }

    /** @throws Refused if the order is invalid */
    static Order read(FleetState fleet, String body) {
        JsonNode json = Json.read(body)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Refused(Envelope.badRequest("The request body is no JSON object")));
        return new OrderReader(fleet, json).order();
    }

    private Order order() {
        String name = text("name");
        if (name.length() > LONGEST_NAME) {
            throw bad("name: Length must be at most " + LONGEST_NAME);
        }
        if (body.path("count").asInt(0) != 1) {
            throw bad("count: this simulator creates one virtual machine at a time");
        }
        checkUserData();
        Environment environment = known(
                "Environment",
                text("environment_name"),
                Catalogue.environments().stream().filter(each -> each.name().equals(text("environment_name"))));
        Offer offer = known(
                "Flavor",
                text("flavor_name"),
                Catalogue.offer(fleet, environment.region(), text("flavor_name")).stream());
        Image image = known(
                "Image",
                text("image_name"),
                Catalogue.images().stream()
                        .filter(each -> each.region() == environment.region()
                                && each.name().equals(text("image_name"))));
        KeyPair keyPair = known(
                "Keypair",
                text("key_name"),
                Catalogue.keyPairs().stream()
                        .filter(each -> each.environment().equals(environment)
                                && each.name().equals(text("key_name"))));
        Order.Access access = new Order.Access(
                keyPair.name(),
                body.path("assign_floating_ip").asBoolean(false),
                body.path("security_rules").valueStream().toList());
        List<String> labels = body.path("labels")
                .valueStream()
                .map(label -> label.asString(""))
                .toList();
        return new Order(
                name,
                environment,
                offer,
                image.name(),
                labels,
                body.path("user_data").asString(""),
                access);
    }

    /**
     * Checks only the length, with Nova's limit. The vendor's release notes of 2026-07-21 name a "Cloud-init script validation",
     * but do not say what it checks, so this checks nothing else.
     */
    private void checkUserData() {
        String data = body.path("user_data").asString("");
        int encoded = (data.getBytes(StandardCharsets.UTF_8).length + 2) / 3 * 4;
        if (encoded > LARGEST_USER_DATA) {
            throw bad("user_data: too long");
        }
    }

    private String text(String field) {
        return Optional.of(body.path(field))
                .flatMap(JsonNode::stringValueOpt)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> bad(field + ": Missing data for required field."));
    }

    private static <T> T known(String kind, String name, Stream<T> found) {
        return found.findFirst()
                .orElseThrow(() -> new Refused(Envelope.notFound(kind + " '" + name + "' does not exist")));
    }

    private static Refused bad(String message) {
        return new Refused(Envelope.badRequest(message));
    }
}
