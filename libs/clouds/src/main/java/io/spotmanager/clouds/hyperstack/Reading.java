package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.call.CloudAnswer;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads values from a success. If the content is invalid, the answer is unclear. */
final class Reading {

    private static final int NOT_FOUND = 404;

    private Reading() {}

    /** @param reader throws {@link WireFailure.Unusable} for an invalid answer */
    static <T> CloudAnswer<T> of(CloudAnswer<JsonNode> answer, Function<JsonNode, T> reader) {
        try {
            return answer.map(reader);
        } catch (WireFailure.Unusable e) {
            return new CloudAnswer.Unclear<>(e.text());
        }
    }

    /** Returns empty for a 404. */
    static <T> CloudAnswer<Optional<T>> unlessGone(CloudAnswer<JsonNode> answer, Function<JsonNode, T> reader) {
        return answer instanceof CloudAnswer.Refused<JsonNode>(int status, String _) && status == NOT_FOUND
                ? new CloudAnswer.Ok<>(Optional.empty())
                : of(answer, reader).map(Optional::of);
    }
}
