package io.spotmanager.clouds.runpod;

import io.spotmanager.clouds.wire.Courier;
import io.spotmanager.clouds.wire.Curl;
import io.spotmanager.clouds.wire.Exchange;
import io.spotmanager.clouds.wire.Journal;
import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends single GraphQL requests. The key is in a header and never in the address, which logs would show. */
final class GraphQlLine {

    private static final JsonMapper JSON = new JsonMapper();

    private final RunPodSettings settings;
    private final HttpClient client;
    private final Courier courier;
    private final Journal journal;
    private final boolean sends;

    private GraphQlLine(RunPodSettings settings, HttpClient client, Courier courier, Journal journal, boolean sends) {
        this.settings = settings;
        this.client = client;
        this.courier = courier;
        this.journal = journal;
        this.sends = sends;
    }

    static GraphQlLine to(RunPodSettings settings) {
        return new GraphQlLine(
                settings,
                Exchange.client(settings.limits().connect()),
                new Courier("RunPod", settings.limits()),
                Journal.NONE,
                true);
    }

    GraphQlLine journalling(Consumer<ExternalCall> reader) {
        return new GraphQlLine(settings, client, courier, journal.and(reader), sends);
    }

    /** Returns the same client, which reports each request to this journal only and sends nothing. */
    GraphQlLine unsent(Consumer<ExternalCall> reader) {
        return new GraphQlLine(settings, client, courier, new Journal(reader), false);
    }

    /** Sends a query, and sends it again at once if that is safe. The reader throws for invalid data. */
    <T> CloudAnswer<T> query(String document, Function<JsonNode, T> reader) {
        return told(document, Map.of(), send -> courier.read(() -> reader.apply(send.get())));
    }

    /** Sends a mutation, never twice. */
    <T> CloudAnswer<T> mutation(String document, Map<String, String> variables, Function<JsonNode, T> reader) {
        return told(document, variables, send -> courier.write(() -> reader.apply(send.get())));
    }

    private <T> CloudAnswer<T> told(
            String document, Map<String, String> variables, Function<Supplier<JsonNode>, CloudAnswer<T>> call) {
        ObjectNode content = JSON.createObjectNode().put("query", document);
        variables.forEach(content.putObject("variables")::put);
        String body = content.toString();
        HttpRequest request = request(body);
        return journal.tell(
                _ -> Curl.of(request, body, settings.key()),
                () -> sends ? call.apply(() -> exchange(request)) : new CloudAnswer.NotSent<>("only previewed"));
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create(settings.url()))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + settings.key().value())
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private JsonNode exchange(HttpRequest request) {
        String secret = settings.key().value();
        return GraphQlAnswer.data(
                Exchange.success(client, request, settings.limits().read(), secret)
                        .body(),
                settings.key());
    }
}
