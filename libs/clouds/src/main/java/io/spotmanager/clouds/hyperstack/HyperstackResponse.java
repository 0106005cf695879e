package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.http.ErrorText;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.http.ResponseBody;
import io.spotmanager.clouds.http.ResponseJson;
import io.spotmanager.clouds.http.Secret;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The common form of all answers. An HTTP success can contain a failure. */
final class HyperstackResponse {

    /** Reasons that mean with certainty that nothing was done, with the equivalent status. */
    private static final Map<String, Integer> DEFINITE = Map.of(
            "bad_request", 400,
            "unauthorized", 401,
            "forbidden", 403,
            "not_found", 404,
            "not_allowed", 405,
            "already_exist", 409);

    private HyperstackResponse() {}

    /**
     * Returns the answer of a success.
     *
     * @param key masked in messages, even if the server echoes it
     * @throws HttpFailure if it is not a JSON object, or says that the request failed
     */
    static JsonNode opened(ResponseBody body, Secret key) {
        JsonNode answer = ResponseJson.tree(body);
        if (!answer.isObject()) {
            throw new HttpFailure.MalformedResponse("an answer that is no JSON object");
        }
        if (answer.path("status").isBoolean() && !answer.path("status").booleanValue()) {
            throw failure(answer, key);
        }
        return answer;
    }

    /**
     * True for an error document of Hyperstack, {@code {"status": false, "error_reason": ..., "message": ...}} (its
     * OpenAPI file, ErrorResponseModel); a request of the wrong form gets {@code errors} beside the message. An edge or a
     * gateway in front of it answers in another form, such as {@code {"message": "Forbidden"}}, a web page, or {@code
     * error code: 1010}.
     */
    static boolean isError(JsonNode answer) {
        boolean failed =
                answer.path("status").isBoolean() && !answer.path("status").booleanValue();
        return failed
                || answer.path("error_reason").isString()
                || answer.path("message").isString() && answer.path("errors").isObject();
    }

    private static HttpFailure failure(JsonNode answer, Secret key) {
        String said = answer.path("message").asString("");
        String message = said.isEmpty() ? ErrorText.NO_WORDS : ErrorText.line(said, key.value());
        Integer status = DEFINITE.get(answer.path("error_reason").asString(""));
        return status == null
                ? new HttpFailure.MalformedResponse("status false inside a success: " + message)
                : new HttpFailure.ErrorResponse(status, message);
    }
}
