package io.spotmanager.clouds.runpod;

import io.spotmanager.clouds.http.BoundedHttp;
import io.spotmanager.clouds.http.CallRecorder;
import io.spotmanager.clouds.http.ConnectionSettings;
import io.spotmanager.clouds.http.Curl;
import io.spotmanager.clouds.http.ResilientCall;
import io.spotmanager.clouds.http.ResponseBody;
import io.spotmanager.clouds.http.Secret;
import io.spotmanager.domain.call.CloudResult;
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
final class GraphQlClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final RunPodSettings settings;
    private final BoundedHttp http;
    private final ResilientCall calls;
    private final CallRecorder recorder;
    private final boolean sends;

    private GraphQlClient(
            RunPodSettings settings, BoundedHttp http, ResilientCall calls, CallRecorder recorder, boolean sends) {
        this.settings = settings;
        this.http = http;
        this.calls = calls;
        this.recorder = recorder;
        this.sends = sends;
    }

    static GraphQlClient to(RunPodSettings settings, InstantSource clock) {
        return new GraphQlClient(
                settings,
                BoundedHttp.over(new ConnectionSettings(settings.limits().connect())),
                new ResilientCall("RunPod", settings.limits(), clock, GraphQlResponse::isRefusal),
                CallRecorder.NONE,
                true);
    }

    GraphQlClient recordingTo(Consumer<ExternalCall> reader) {
        return new GraphQlClient(settings, http, calls, recorder.and(reader), sends);
    }

    /** Returns the same client, which reports each request to this recorder only and sends nothing. */
    GraphQlClient unsent(Consumer<ExternalCall> reader) {
        return new GraphQlClient(settings, http, calls, new CallRecorder(reader), false);
    }

    /** Sends a query, and sends it again at once if that is safe. The reader throws for invalid data. */
    <T> CloudResult<T> query(String document, Function<JsonNode, T> reader) {
        return told(
                document, Map.of(), GraphQlResponse::rows, send -> calls.idempotent(() -> reader.apply(send.get())));
    }

    /** Sends a mutation, never twice. */
    <T> CloudResult<T> mutation(String document, Map<String, String> variables, Function<JsonNode, T> reader) {
        return told(
                document,
                variables,
                GraphQlResponse::data,
                send -> calls.nonIdempotent(() -> reader.apply(send.get())));
    }

    private <T> CloudResult<T> told(
            String document,
            Map<String, String> variables,
            BiFunction<ResponseBody, Secret, JsonNode> data,
            Function<Supplier<JsonNode>, CloudResult<T>> call) {
        ObjectNode content = JSON.createObjectNode().put("query", document);
        variables.forEach(content.putObject("variables")::put);
        String body = content.toString();
        RequestEntity<?> request = request(body);
        return recorder.record(
                _ -> Curl.of(request, body, settings.key()),
                () -> sends ? call.apply(() -> exchange(request, data)) : new CloudResult.NotSent<>("only previewed"));
    }

    private RequestEntity<?> request(String body) {
        return RequestEntity.method(HttpMethod.POST, URI.create(settings.url()))
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + settings.key().value())
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode exchange(RequestEntity<?> request, BiFunction<ResponseBody, Secret, JsonNode> data) {
        String secret = settings.key().value();
        return data.apply(
                http.success(request, settings.limits().read(), secret).body(), settings.key());
    }
}
