package io.spotmanager.gateway.problem;

import io.spotmanager.workflow.operation.DatabaseOutage;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.util.NamingStrategyImpls;

/** Converts every exception of a request into a problem detail. */
@RestControllerAdvice
class ProblemExceptionHandler extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionHandler.class);
    private static final String RETRY_SECONDS = "2";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Set<String> READS = Set.of("GET", "HEAD");

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(Exception e, HttpServletRequest request) {
        log.warn("The database did not answer a request: {}", e.getMessage());
        var problem = ProblemType.DATABASE_UNAVAILABLE.with(
                READS.contains(request.getMethod())
                        ? "Nothing can be read until the database answers. Send the request again in a moment."
                        : takesKey(request)
                                ? "It is not known whether this request was recorded. Send it again with the same Idempotency-Key: it is carried out at most once."
                                : "It is not known whether this request was recorded. Check the present state before you send it again.");
        return ResponseEntity.status(problem.getStatus())
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(problem);
    }

    private static boolean takesKey(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod endpoint
                && Arrays.stream(endpoint.getMethodParameters())
                        .map(parameter -> parameter.getParameterAnnotation(RequestHeader.class))
                        .anyMatch(header -> header != null && header.name().equals(IDEMPOTENCY_KEY));
    }

    /** A lock time-out arrives as this uncategorized exception. */
    @ExceptionHandler(UncategorizedSQLException.class)
    ResponseEntity<ProblemDetail> notCategorized(UncategorizedSQLException e, HttpServletRequest request) {
        return DatabaseOutage.is(e)
                ? databaseAway(e, request)
                : ResponseEntity.internalServerError().body(unexpected(e));
    }

    @ExceptionHandler(RuntimeException.class)
    ProblemDetail unexpected(RuntimeException e) {
        log.error("Unexpected error while handling a request", e);
        return ProblemType.UNEXPECTED.with(
                "It is not known whether this request had an effect. Check /api/operations before you send it again. The gateway's log has the error.");
    }

    /** Refuses parameters that no column can store. */
    @InitBinder
    void refuseWhatCannotBeKept(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new TextWithoutNul());
        binder.registerCustomEditor(Instant.class, new BoundedInstantEditor());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongParameter(MethodArgumentTypeMismatchException e) {
        return fields(List.of(new FieldProblem(
                e.getName(),
                "is '%s' and must be %s".formatted(e.getValue(), TypeDescriptions.of(e.getRequiredType())))));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return untyped(fields(List.of(new FieldProblem(e.getParameterName(), "is missing"))));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ResponseEntity.status(status)
                .headers(headers)
                .body(ProblemType.otherMethods(headers.getAllow().stream()
                        .map(HttpMethod::name)
                        .sorted()
                        .toList()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ResponseEntity.status(status).body(ProblemType.nothingHere());
    }

    /** Gives Spring's own errors one of our problem types and keeps Spring's text. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer == null || !(answer.getBody() instanceof ProblemDetail problem) || ProblemType.isNamed(problem)) {
            return answer;
        }
        Object named = ProblemType.of(status)
                .map(type -> type.with("Nothing was done. " + problem.getDetail()))
                .orElse(problem);
        return new ResponseEntity<>(named, answer.getHeaders(), answer.getStatusCode());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return untyped(fields(e.getFieldErrors().stream()
                .map(error ->
                        new FieldProblem(NamingStrategyImpls.SNAKE_CASE.translate(error.getField()), message(error)))
                .toList()));
    }

    private static String message(FieldError error) {
        return error.contains(TypeMismatchException.class)
                ? "is '%s' and must be %s"
                        .formatted(
                                error.getRejectedValue(),
                                TypeDescriptions.of(error.unwrap(TypeMismatchException.class)
                                        .getRequiredType()))
                : Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e.contains(SizeLimitedRequest.TooLongException.class)) {
            var problem = MaxBodySizeFilter.refusal(((ServletWebRequest) request).getRequest());
            return ResponseEntity.status(problem.getStatus()).body(problem);
        }
        return untyped(fields(List.of(UnreadableField.of(e.getCause()))));
    }

    private static ResponseEntity<ProblemDetail> fields(List<FieldProblem> fields) {
        return ResponseEntity.badRequest().body(FieldProblem.named(fields));
    }

    private static ResponseEntity<Object> untyped(ResponseEntity<ProblemDetail> answer) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .body(answer.getBody());
    }
}
