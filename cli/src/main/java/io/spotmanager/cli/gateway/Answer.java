package io.spotmanager.cli.gateway;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What the gateway, or something before it, has answered.
 *
 * @param json missing if the body is no JSON
 */
public record Answer(int status, HttpHeaders headers, JsonNode json) {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

    static Answer of(int status, HttpHeaders headers, byte[] body) {
        return new Answer(status, headers, parsed(body));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            var json = MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
            return json == null ? MissingNode.getInstance() : json;
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** True for an answer after which the same request may be answered otherwise in a moment. */
    boolean mayPass() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    /** Returns how long it asks to wait; empty if it does not say so in seconds. */
    Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(wish -> wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish);
    }

    /** Returns a member of the answer as text; empty if it is not there. */
    public String text(String member) {
        return text(json, member);
    }

    /** Returns a member as text; empty if it is not there, or no text, number or truth value. */
    public static String text(@Nullable JsonNode node, String member) {
        var value = node == null ? MissingNode.getInstance() : node.path(member);
        return value.isValueNode() && !value.isNull() ? value.asString("") : "";
    }
}
