package io.spotmanager.gateway.openapi;

import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.method.HandlerMethod;

/** The error answers of each endpoint; those that several share stand in one place. */
final class Refusals {
    private static final String HERE = "#/components/responses/";

    private final SortedMap<String, ApiResponse> shared = new TreeMap<>();

    /** @return by status */
    Map<String, ApiResponse> of(HandlerMethod handler, Endpoint endpoint) {
        return problems(handler, endpoint)
                .collect(Collectors.groupingBy(Problem::status, TreeMap::new, Collectors.toCollection(TreeSet::new)))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        answer -> String.valueOf(answer.getKey()),
                        answer -> new ApiResponse().$ref(HERE + share(answer.getValue())),
                        (first, second) -> first,
                        TreeMap::new));
    }

    SortedMap<String, ApiResponse> shared() {
        return shared;
    }

    private static Stream<Problem> problems(HandlerMethod handler, Endpoint endpoint) {
        if (endpoint.least() == Person.ANONYMOUS) {
            return Stream.of();
        }
        var own = Optional.ofNullable(handler.getMethodAnnotation(ErrorResponses.class)).stream()
                .flatMap(refuses -> Arrays.stream(refuses.value()))
                .map(Problem::of);
        var common = Stream.of(
                        ProblemType.INVALID_REQUEST, ProblemType.NOT_ACCEPTABLE, ProblemType.DATABASE_UNAVAILABLE)
                .map(Problem::of);
        var waited = Stream.of(ProblemType.OPERATION_REJECTED, ProblemType.OPERATION_FAILED)
                .filter(_ -> Successes.isCommand(handler))
                .map(Problem::of);
        return Stream.of(
                        own,
                        common,
                        waited,
                        Stream.of(Problem.of(ProblemType.NOT_LOGGED_IN)),
                        Stream.of(Problem.of(ProblemType.NOT_ALLOWED))
                                .filter(_ -> endpoint.isCommand() || endpoint.least() != Person.VIEWER),
                        Stream.of(ProblemType.BODY_TOO_LONG, ProblemType.UNSUPPORTED_MEDIA_TYPE)
                                .filter(_ -> endpoint.isCommand())
                                .map(Problem::of),
                        Stream.of(Problem.of(ProblemType.TOO_MANY_REQUESTS))
                                .filter(_ -> endpoint.isCommand() && !endpoint.isPreview()))
                .flatMap(some -> some);
    }

    private String share(Collection<Problem> problems) {
        var name = problems.stream().map(Problem::name).collect(Collectors.joining("-or-"));
        shared.computeIfAbsent(name, _ -> answer(problems));
        return name;
    }

    private static ApiResponse answer(Collection<Problem> problems) {
        var body = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        problems.forEach(problem ->
                body.addExamples(problem.name(), new Example().$ref("#/components/examples/" + problem.name())));
        var answer = new ApiResponse()
                .description(problems.stream().map(Problem::title).collect(Collectors.joining("; or: ")) + ".")
                .content(new Content().addMediaType("application/problem+json", body));
        if (problems.stream().anyMatch(problem -> problem.status() == 429 || problem.status() == 503)) {
            answer.addHeaderObject("Retry-After", new Header().$ref("#/components/headers/Retry-After"));
        }
        return answer;
    }
}
