package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.compute.Aggregate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openstack4j.model.compute.HostAggregate;

/** Checks Nova's answers field by field and converts them. A missing field is never read as empty. */
final class NovaAnswers {

    private NovaAnswers() {}

    static Aggregate aggregate(@Nullable HostAggregate answer) {
        HostAggregate given = required(answer, "the aggregate");
        return new Aggregate(
                number(given.getId()),
                required(given.getName(), "an aggregate's name"),
                required(given.getHosts(), "an aggregate's hosts").stream()
                        .map(host -> required(host, "the name of an aggregate's host"))
                        .toList(),
                given.getAvailabilityZone(),
                metadata(given.getMetadata()));
    }

    /** As in the list of aggregates, what has no value is left out. */
    private static Map<String, String> metadata(@Nullable Map<String, String> given) {
        Map<String, String> metadata = new HashMap<>(Objects.requireNonNullElse(given, Map.of()));
        metadata.values().removeIf(Objects::isNull);
        return metadata;
    }

    private static long number(@Nullable String id) {
        try {
            return Long.parseLong(required(id, "an aggregate's id"));
        } catch (NumberFormatException _) {
            throw new HttpFailure.MalformedResponse("an answer whose aggregate id is no number");
        }
    }

    private static <T> T required(@Nullable T value, String what) {
        if (value == null) {
            throw new HttpFailure.MalformedResponse("an answer without " + what);
        }
        return value;
    }
}
