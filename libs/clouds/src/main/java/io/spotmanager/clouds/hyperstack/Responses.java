package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.vm.Accepted;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads values from a success. If the content is invalid, the answer is unclear. */
final class Responses {

    private static final int NOT_FOUND = 404;

    private Responses() {}

    /** @param reader throws {@link HttpFailure.MalformedResponse} for an invalid answer */
    static <T> CloudResult<T> of(CloudResult<JsonNode> answer, Function<JsonNode, T> reader) {
        try {
            return answer.map(reader);
        } catch (HttpFailure.MalformedResponse e) {
            return new CloudResult.Indeterminate<>(e.text());
        }
    }

    /** Returns unclear unless the answer to a change says {@code "status": true} (its OpenAPI file, ResponseModel). */
    static CloudResult<Accepted> accepted(CloudResult<JsonNode> answer) {
        return of(answer, body -> {
            if (!body.path("status").isBoolean()) {
                throw new HttpFailure.MalformedResponse("an answer that does not say whether it was accepted");
            }
            return new Accepted();
        });
    }

    /** Returns empty for a 404. */
    static <T> CloudResult<Optional<T>> unlessGone(CloudResult<JsonNode> answer, Function<JsonNode, T> reader) {
        return answer instanceof CloudResult.Rejected<JsonNode>(int status, String _) && status == NOT_FOUND
                ? new CloudResult.Ok<>(Optional.empty())
                : of(answer, reader).map(Optional::of);
    }
}
