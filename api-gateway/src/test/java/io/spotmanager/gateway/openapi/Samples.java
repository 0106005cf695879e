package io.spotmanager.gateway.openapi;

import io.spotmanager.audit.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests and answers as examples, a file for each. */
final class Samples {
    Optional<Object> requestOf(String operation) {
        return json(operation + ".request.json");
    }

    Optional<Object> answerOf(String operation) {
        return Stream.of(
                        json(operation + ".answer.json"),
                        text(operation + ".answer.txt").map(text -> (Object) text))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Object> json(String file) {
        return text(file).map(text -> Json.MAPPER.readValue(text, Object.class));
    }

    private static Optional<String> text(String file) {
        try (var content = Samples.class.getResourceAsStream("samples/" + file)) {
            return content == null
                    ? Optional.empty()
                    : Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
