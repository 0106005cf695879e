package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keystone's JSON answer to a login, reduced to the used fields: openstack4j's own class rejects the whole answer if
 * one address is invalid.
 */
record TokenAnswer(@JsonProperty("token") @Nullable JsonNode token) {

    /** Returns how long the token is valid, by Keystone's clock; empty if it does not say. */
    Optional<Duration> life() {
        if (token == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.between(time(token, "issued_at"), time(token, "expires_at")));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    List<ServiceEndpoint> services() {
        return token == null ? List.of() : ServiceEndpoint.in(token.path("catalog"));
    }

    /** Returns the project's id; null if the token is valid for none. */
    @Nullable
    String project() {
        return token == null ? null : token.path("project").path("id").textValue();
    }

    private static OffsetDateTime time(JsonNode token, String field) {
        return OffsetDateTime.parse(token.path(field).asText(""));
    }
}
