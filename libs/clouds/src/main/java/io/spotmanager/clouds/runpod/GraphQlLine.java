package io.spotmanager.clouds.runpod;

import io.spotmanager.clouds.wire.AnswerBody;
import io.spotmanager.clouds.wire.BoundedHttp;
import io.spotmanager.clouds.wire.ConnectionSettings;
import io.spotmanager.clouds.wire.Courier;
import io.spotmanager.clouds.wire.Curl;
import io.spotmanager.clouds.wire.Journal;
import io.spotmanager.clouds.wire.Secret;
import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends single GraphQL requests. The key is in a header and never in the address, which logs would show. */
final class GraphQlLine {

    private static final JsonMapper JSON = new JsonMapper();

    private final RunPodSettings settings;
    private final BoundedHttp http;
    private final Courier courier;
    private final Journal journal;
    private final boolean sends;

    private GraphQlLine(RunPodSettings settings, BoundedHttp http, Courier courier, Journal journal, boolean sends) {
        this.settings = settings;
        this.http = http;
        this.courier = courier;
        this.journal = journal;
        this.sends = sends;
    }

    static GraphQlLine to(RunPodSettings settings) {
        return new GraphQlLine(
                settings,
                BoundedHttp.over(new ConnectionSettings(settings.limits().connect())),
                new Courier("RunPod", settings.limits(), InstantSource.system(), GraphQlAnswer::isRefusal),
                Journal.NONE,
                true);
    }

    GraphQlLine journalling(Consumer<ExternalCall> reader) {
        return new GraphQlLine(settings, http, courier, journal.and(reader), sends);
    }

    /** Returns the same client, which reports each request to this journal only and sends nothing. */
    GraphQlLine unsent(Consumer<ExternalCall> reader) {
        return new GraphQlLine(settings, http, courier, new Journal(reader), false);
    }

    /** Sends a query, and sends it again at once if that is safe. The reader throws for invalid data. */
    <T> CloudAnswer<T> query(String document, Function<JsonNode, T> reader) {
        return told(document, Map.of(), GraphQlAnswer::rows, send -> courier.read(() -> reader.apply(send.get())));
    }

    /** Sends a mutation, never twice. */
    <T> CloudAnswer<T> mutation(String document, Map<String, String> variables, Function<JsonNode, T> reader) {
        return told(document, variables, GraphQlAnswer::data, send -> courier.write(() -> reader.apply(send.get())));
    }

    private <T> CloudAnswer<T> told(
            String document,
            Map<String, String> variables,
            BiFunction<AnswerBody, Secret, JsonNode> data,
            Function<Supplier<JsonNode>, CloudAnswer<T>> call) {
        ObjectNode content = JSON.createObjectNode().put("query", document);
        variables.forEach(content.putObject("variables")::put);
        String body = content.toString();
        RequestEntity<?> request = request(body);
        return journal.tell(
                _ -> Curl.of(request, body, settings.key()),
                () -> sends ? call.apply(() -> exchange(request, data)) : new CloudAnswer.NotSent<>("only previewed"));
    }

    private RequestEntity<?> request(String body) {
        return RequestEntity.method(HttpMethod.POST, URI.create(settings.url()))
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + settings.key().value())
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode exchange(RequestEntity<?> request, BiFunction<AnswerBody, Secret, JsonNode> data) {
        String secret = settings.key().value();
        return data.apply(
                http.success(request, settings.limits().read(), secret).body(), settings.key());
    }
}
