package io.spotmanager.clouds.runpod;

import io.spotmanager.clouds.wire.AnswerBody;
import io.spotmanager.clouds.wire.AnswerJson;
import io.spotmanager.clouds.wire.Secret;
import io.spotmanager.clouds.wire.WireFailure;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The data of a GraphQL answer. It is a success only without errors: GraphQL returns errors with HTTP 200, beside null
 * or partial data.
 */
final class GraphQlAnswer {

    private static final int LONGEST = 300;

    /** Error codes that are returned before anything is done, with the equivalent status. */
    private static final Map<String, Integer> DEFINITE = Map.of(
            "GRAPHQL_PARSE_FAILED", 400,
            "GRAPHQL_VALIDATION_FAILED", 400,
            "BAD_USER_INPUT", 400,
            "UNAUTHENTICATED", 401,
            "FORBIDDEN", 403,
            "NOT_FOUND", 404);

    private GraphQlAnswer() {}

    /**
     * Returns the data.
     *
     * @param key masked in messages, even if the server echoes it
     * @throws WireFailure if the answer contains an error or has no data
     */
    static JsonNode data(AnswerBody body, Secret key) {
        JsonNode answer = AnswerJson.tree(body);
        JsonNode error = answer.path("errors").path(0);
        if (!error.isMissingNode()) {
            throw failure(error, key);
        }
        if (!answer.path("data").isObject()) {
            throw new WireFailure.Unusable("an answer without data");
        }
        return answer.path("data");
    }

    private static WireFailure failure(JsonNode error, Secret key) {
        String said = error.path("message").asString("no explanation given");
        String message = line(said.replace(key.value(), Secret.MASK));
        String code = error.path("extensions").path("code").asString("");
        Integer status = DEFINITE.get(code);
        if (status == null && message.toLowerCase(Locale.ROOT).contains("not found")) {
            status = DEFINITE.get("NOT_FOUND");
        }
        return status == null
                ? new WireFailure.Unusable("an error inside a success: " + message)
                : new WireFailure.Answered(status, message);
    }

    private static String line(String text) {
        String flat = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return flat.length() <= LONGEST ? flat : flat.substring(0, LONGEST) + "...";
    }
}
