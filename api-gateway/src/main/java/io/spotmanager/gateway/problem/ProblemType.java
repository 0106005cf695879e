package io.spotmanager.gateway.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** The stable names of what can go wrong; scripts may rely on them. */
public enum ProblemType {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
    NOT_LOGGED_IN(HttpStatus.UNAUTHORIZED, "Nobody is logged in"),
    NOT_ALLOWED(HttpStatus.FORBIDDEN, "This is not allowed"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This address takes other methods"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "There is no answer of the wanted type"),
    HOST_BUSY(HttpStatus.CONFLICT, "Another operation holds this host"),
    ACTION_NOT_ALLOWED(HttpStatus.CONFLICT, "The operation does not allow this action now"),
    OPERATION_MOVED_ON(HttpStatus.CONFLICT, "The operation is not any more where it was seen"),
    FEATURE_OFF(HttpStatus.CONFLICT, "This part of the product is switched off"),
    TOKEN_EXISTS(HttpStatus.CONFLICT, "There is a token of that name"),
    BODY_TOO_LONG(HttpStatus.CONTENT_TOO_LARGE, "The request is too long"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The request is of a type that is not read here"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key belongs to another request"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    CLOUD_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The cloud cannot be read"),
    TOO_MANY_LISTENERS(HttpStatus.SERVICE_UNAVAILABLE, "This gateway has no room for another listener"),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer"),
    UNEXPECTED(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed in a way it does not know");

    private static final String NAMES = "urn:spot-manager:problem:";

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** What a status alone tells; empty where several types have it. */
    static Optional<ProblemType> of(HttpStatusCode status) {
        var types = Arrays.stream(values())
                .filter(type -> type.status.isSameCodeAs(status))
                .toList();
        return types.size() == 1 ? Optional.of(types.getFirst()) : Optional.empty();
    }

    public static Optional<ProblemType> ofStatus(int status) {
        return of(HttpStatusCode.valueOf(status));
    }

    public static ProblemDetail nothingHere() {
        return NOT_FOUND.with("There is nothing at this address.");
    }

    static boolean isNamed(ProblemDetail problem) {
        var type = problem.getType();
        return type != null && type.toString().startsWith(NAMES);
    }

    /** @param detail what happened to this request and what to do */
    public ProblemDetail with(String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(NAMES + name().toLowerCase(Locale.ROOT).replace('_', '-')));
        problem.setTitle(title);
        return problem;
    }

    public ProblemException because(String detail) {
        return new ProblemException(with(detail));
    }
}
