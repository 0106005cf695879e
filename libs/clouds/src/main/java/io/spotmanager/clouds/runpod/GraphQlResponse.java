package io.spotmanager.clouds.runpod;

import io.spotmanager.clouds.http.ErrorText;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.http.ResponseBody;
import io.spotmanager.clouds.http.ResponseJson;
import io.spotmanager.clouds.http.Secret;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The data of a GraphQL answer. GraphQL returns errors with HTTP 200, beside null or partial data.
 *
 * <p>RunPod documents no error codes; its server is an Apollo server, whose codes are defined
 * (apollographql.com/docs/apollo-server/v3/data/errors). Only those count as a refusal that are raised before anything
 * is done. The text of an error decides nothing.
 */
final class GraphQlResponse {

    /** The codes that say that nothing was done, with the equivalent status. */
    private static final Map<String, Integer> DEFINITE = Map.of(
            "GRAPHQL_PARSE_FAILED", 400,
            "GRAPHQL_VALIDATION_FAILED", 400,
            "BAD_USER_INPUT", 400,
            "UNAUTHENTICATED", 401,
            "FORBIDDEN", 403);

    /** An error below a row of a list: {@code ["myself", "machines", 3]}, or a field of that row. */
    private static final int PATH_OF_A_ROW = 3;

    private GraphQlResponse() {}

    /**
     * Returns the data of a mutation.
     *
     * @param key masked in messages, even if the server echoes it
     * @throws HttpFailure if the answer contains an error or has no data
     */
    static JsonNode data(ResponseBody body, Secret key) {
        JsonNode answer = ResponseJson.tree(body);
        if (hasErrors(answer)) {
            throw failure(answer, key);
        }
        return dataOf(answer);
    }

    /**
     * Returns the data of a query. Errors about single rows of a list do not spoil the rest of it: GraphQL puts null in
     * their place.
     *
     * @throws HttpFailure if the answer has no data, or contains an error about more than a row
     */
    static JsonNode rows(ResponseBody body, Secret key) {
        JsonNode answer = ResponseJson.tree(body);
        if (hasErrors(answer) && !answer.path("errors").valueStream().allMatch(GraphQlResponse::isAboutARow)) {
            throw failure(answer, key);
        }
        return dataOf(answer);
    }

    /**
     * True if the document, with a 4xx, is an error of RunPod's server that says that nothing was done. An error raised
     * before the execution has no {@code data} (GraphQL specification, section 7.1).
     */
    static boolean isRefusal(JsonNode answer) {
        return !answer.hasNonNull("data")
                && answer.path("errors").isArray()
                && !answer.path("errors").isEmpty()
                && answer.path("errors")
                        .valueStream()
                        .allMatch(error -> error.path("message").isString()
                                && (code(error).isEmpty() || DEFINITE.containsKey(code(error))));
    }

    private static boolean hasErrors(JsonNode answer) {
        JsonNode errors = answer.path("errors");
        return !errors.isMissingNode() && !errors.isNull() && !(errors.isArray() && errors.isEmpty());
    }

    private static boolean isAboutARow(JsonNode error) {
        JsonNode path = error.path("path");
        return path.isArray()
                && path.size() >= PATH_OF_A_ROW
                && path.path(PATH_OF_A_ROW - 1).isIntegralNumber();
    }

    private static JsonNode dataOf(JsonNode answer) {
        if (!answer.path("data").isObject()) {
            throw new HttpFailure.MalformedResponse("an answer without data");
        }
        return answer.path("data");
    }

    /** Of several errors one may be about what was done already, so all have to be definite, and no data may be there. */
    private static HttpFailure failure(JsonNode answer, Secret key) {
        JsonNode first = answer.path("errors").path(0);
        String said = first.path("message").asString("");
        String message = said.isEmpty() ? ErrorText.NO_WORDS : ErrorText.line(said, key.value());
        List<Integer> statuses = answer.path("errors")
                .valueStream()
                .map(error -> DEFINITE.getOrDefault(code(error), 0))
                .toList();
        return statuses.isEmpty() || statuses.contains(0) || hasData(answer.path("data"))
                ? new HttpFailure.MalformedResponse("an error inside a success: " + message)
                : new HttpFailure.ErrorResponse(statuses.getFirst(), message);
    }

    private static String code(JsonNode error) {
        return error.path("extensions").path("code").asString("");
    }

    private static boolean hasData(JsonNode data) {
        return data.valueStream().anyMatch(field -> !field.isNull());
    }
}
