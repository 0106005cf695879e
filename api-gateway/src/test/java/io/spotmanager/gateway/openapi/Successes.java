package io.spotmanager.gateway.openapi;

import io.spotmanager.gateway.operations.AcceptedOperation;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;

/** What endpoints answer when all is well. */
final class Successes {
    private static final Map<String, String> STREAMS = Map.of(
            "followEvents", "text/event-stream",
            "exportOperations", "text/csv",
            "exportHistory", "application/x-ndjson",
            "exportSecurityLog", "application/x-ndjson");
    private static final Map<String, Integer> STATUSES = Map.ofEntries(
            Map.entry("actOnOperation", 202),
            Map.entry("refresh", 202),
            Map.entry("refreshAllData", 202),
            Map.entry("createToken", 201),
            Map.entry("revokeToken", 204),
            Map.entry("deletePolicy", 204),
            Map.entry("deleteWindow", 204),
            Map.entry("deleteWebhook", 204),
            Map.entry("addPerson", 201),
            Map.entry("changePassword", 204),
            Map.entry("endOwnSession", 204),
            Map.entry("endOtherSessions", 204),
            Map.entry("endSessions", 204),
            Map.entry("deleteView", 204),
            Map.entry("makePlan", 201),
            Map.entry("commitPlan", 202),
            Map.entry("retryFailedOfPlan", 202));

    private final Words words;
    private final Samples samples;
    private final SortedMap<String, Schema<?>> schemas = new TreeMap<>();

    private static final Set<String> HEALTH = Set.of("getReadiness", "getDependencies");

    Successes(Words words, Samples samples) {
        this.words = words;
        this.samples = samples;
    }

    /** @return by status */
    Map<String, ApiResponse> of(HandlerMethod handler, String operation) {
        var answers = new LinkedHashMap<String, ApiResponse>();
        // Accepted or waited for, it is one type: of two, clients know only the one of the lower status.
        var type = isCommand(answered(handler)) ? CommandAnswer.class : answered(handler);
        var status = isCommand(type) ? 202 : STATUSES.getOrDefault(operation, 200);
        var answer = new ApiResponse().description(describe(operation, status));
        if (status != 204) {
            answer.content(new Content().addMediaType(mediaType(operation), body(type, operation)));
        }
        answers.put(String.valueOf(status), answer);
        if (isCommand(type)) {
            header(answer, "Location");
            header(answer, "Retry-After");
            header(answer, "Preference-Applied");
            answers.put(
                    "200",
                    new ApiResponse()
                            .description(words.at("waited.200").orElseThrow())
                            .content(new Content()
                                    .addMediaType(
                                            "application/json",
                                            new MediaType().schema(schema(CommandAnswer.class, "")))));
        } else if (status == 201) {
            header(answer, "Location");
        } else if (operation.startsWith("export")) {
            header(answer, "Content-Disposition");
        } else if (HEALTH.contains(operation)) {
            answers.put(
                    "503",
                    new ApiResponse().description(describe(operation, 503)).content(answer.getContent()));
        } else if (isRemembered(handler)) {
            header(answer, "ETag");
            answers.put("304", new ApiResponse().description(describe(operation, 304)));
        }
        return answers;
    }

    /** Whether its answer may be waited for. */
    static boolean isCommand(HandlerMethod handler) {
        return isCommand(answered(handler));
    }

    private static boolean isCommand(Type type) {
        return type == AcceptedOperation.class || type == CommandAnswer.class;
    }

    /** Whether it takes If-None-Match. */
    static boolean isRemembered(HandlerMethod handler) {
        return Arrays.asList(handler.getMethod().getParameterTypes()).contains(ServletWebRequest.class);
    }

    SortedMap<String, Schema<?>> schemas() {
        return schemas;
    }

    private String describe(String operation, int status) {
        return words.at(operation + "." + status)
                .or(() -> words.at("answer." + status))
                .orElseThrow(() -> new AssertionError("no word for %s, %d".formatted(operation, status)));
    }

    private static void header(ApiResponse answer, String name) {
        answer.addHeaderObject(name, new Header().$ref("#/components/headers/" + name));
    }

    private static String mediaType(String operation) {
        return STREAMS.getOrDefault(operation, "application/json");
    }

    private MediaType body(Type type, String operation) {
        var body = new MediaType().schema(schema(type, operation));
        samples.answerOf(operation).ifPresent(body::setExample);
        return body;
    }

    private Schema<?> schema(Type type, String operation) {
        var described = STREAMS.containsKey(operation) ? String.class : type == Resource.class ? Map.class : type;
        var resolved = ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(described).resolveAsRef(true));
        resolved.referencedSchemas.forEach(schemas::put);
        return resolved.schema;
    }

    private static Type answered(HandlerMethod handler) {
        return Optional.ofNullable(handler.getMethodAnnotation(ResponseSchema.class))
                .map(answers -> (Type) answers.value())
                .orElseGet(() -> {
                    var type = ResolvableType.forMethodReturnType(handler.getMethod());
                    return type.resolve() == ResponseEntity.class
                            ? type.getGeneric(0).getType()
                            : type.getType();
                });
    }
}
