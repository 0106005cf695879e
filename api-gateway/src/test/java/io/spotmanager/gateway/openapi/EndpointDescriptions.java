package io.spotmanager.gateway.openapi;

import io.spotmanager.gateway.fixture.Person;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Describes one endpoint after the other. */
final class EndpointDescriptions implements OperationCustomizer {
    private static final String PLAN = "makePlan";

    private final SourceComments comments;
    private final Words words;
    private final Samples samples;
    private final Successes successes;
    private final Refusals refusals;

    EndpointDescriptions(
            SourceComments comments, Words words, Samples samples, Successes successes, Refusals refusals) {
        this.comments = comments;
        this.words = words;
        this.samples = samples;
        this.successes = successes;
        this.refusals = refusals;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var endpoint = Endpoint.of(handler);
        var id = operation.getOperationId();
        operation.setDescription(description(id, handler, endpoint));
        operation.setParameters(parameters(id, handler));
        operation.setSecurity(security(endpoint));
        var answers = new ApiResponses();
        answers.putAll(successes.of(handler, id));
        answers.putAll(refusals.of(handler, endpoint));
        operation.setResponses(answers);
        var body = operation.getRequestBody();
        if (body != null) {
            body.setRequired(true);
            samples.requestOf(id)
                    .ifPresent(Objects.requireNonNull(body.getContent().get("application/json"))::setExample);
        }
        if (id.equals(PLAN)) {
            asLinesToo(operation);
        }
        return operation;
    }

    /** Two methods of the code are one endpoint: of JSON, and of CSV with the name beside it. */
    private void asLinesToo(Operation operation) {
        operation.getRequestBody().getContent().addMediaType("text/csv", new MediaType().schema(new StringSchema()));
        operation.addParametersItem(new Parameter()
                .in("query")
                .name("name")
                .required(false)
                .schema(new StringSchema())
                .description(words.at("makePlan.name").orElseThrow()));
    }

    private String description(String id, HandlerMethod handler, Endpoint endpoint) {
        var role = switch (endpoint.least()) {
            case ANONYMOUS, VIEWER -> "";
            case LAUNCHER, OPERATOR, AUDITOR ->
                "Needs the role %s.".formatted(endpoint.least().user());
            case ADMIN ->
                endpoint.needsAPerson()
                        ? "Needs the role admin, and a password: a token must not make itself a successor."
                        : "Needs the role admin.";
        };
        return Stream.of(
                        comments.ofMethod(
                                        handler.getBeanType(),
                                        handler.getMethod().getName())
                                .orElse(""),
                        words.at(id + ".more").orElse(""),
                        role)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private List<Parameter> parameters(String id, HandlerMethod handler) {
        var all = new ArrayList<>(new Parameters(comments, words).of(handler, id));
        if (Successes.isRemembered(handler)) {
            all.add(new Parameter()
                    .in("header")
                    .name("If-None-Match")
                    .required(false)
                    .schema(new StringSchema())
                    .description(words.at("If-None-Match").orElseThrow()));
        }
        if (Successes.isCommand(handler)) {
            all.add(new Parameter()
                    .in("header")
                    .name("Prefer")
                    .required(false)
                    .schema(new StringSchema())
                    .description(words.at("Prefer").orElseThrow()));
        }
        return all;
    }

    private static List<SecurityRequirement> security(Endpoint endpoint) {
        if (endpoint.least() == Person.ANONYMOUS) {
            return List.of(new SecurityRequirement());
        }
        var session = new SecurityRequirement().addList("session");
        return Stream.of(
                        Stream.of(new SecurityRequirement().addList("password")),
                        Stream.of(new SecurityRequirement().addList("token")).filter(_ -> !endpoint.needsAPerson()),
                        Stream.of(endpoint.isCommand() ? session.addList("forgery") : session))
                .flatMap(some -> some)
                .toList();
    }
}
