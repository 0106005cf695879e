package io.spotmanager.gateway.outcomes;

import io.spotmanager.gateway.operations.AcceptedOperation;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.workflow.operation.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Lets the answer to every command wait for its operation, if the request prefers that. The command is committed before this begins to wait, so
 * a client that gives up loses nothing but the answer.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class WaitingAnswers implements ResponseBodyAdvice<Object> {
    private static final String PREFER = "Prefer";

    private final OutcomeWaits waits;
    private final Outcomes outcomes;

    WaitingAnswers(OutcomeWaits waits, Outcomes outcomes) {
        this.waits = waits;
        this.outcomes = outcomes;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!(body instanceof AcceptedOperation accepted)) {
            return body;
        }
        return WaitPreference.of(request.getHeaders().getOrEmpty(PREFER))
                .flatMap(wish -> waits.await(accepted.id(), wish))
                .map(waited -> {
                    response.getHeaders()
                            .set(
                                    "Preference-Applied",
                                    "wait=" + waited.applied().toSeconds());
                    response.getHeaders().setVary(List.of(PREFER));
                    return answer(waited.operation(), accepted, response);
                })
                .orElse(body);
    }

    private Object answer(Operation operation, AcceptedOperation accepted, ServerHttpResponse response) {
        if (!OutcomeWaits.isOver(operation)) {
            return new AcceptedOperation(accepted.id(), operation.state(), accepted.href());
        }
        response.getHeaders().remove(HttpHeaders.RETRY_AFTER);
        var outcome = outcomes.of(operation);
        if (outcome.success()) {
            response.setStatusCode(HttpStatus.OK);
            return outcome;
        }
        var problem = (operation.state().equals(Outcomes.REJECTED)
                        ? ProblemType.OPERATION_REJECTED
                        : ProblemType.OPERATION_FAILED)
                .with(outcome.message());
        problem.setProperty("operation", outcome.id());
        problem.setProperty("id", outcome.id());
        problem.setProperty("state", outcome.state());
        problem.setProperty("href", outcome.href());
        problem.setProperty("success", false);
        problem.setProperty("message", outcome.message());
        problem.setProperty("error", outcome.message());
        problem.setProperty("results", outcome.results());
        response.setStatusCode(HttpStatus.valueOf(problem.getStatus()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return problem;
    }
}
