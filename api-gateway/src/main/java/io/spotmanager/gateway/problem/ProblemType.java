package io.spotmanager.gateway.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The stable names of what can go wrong; scripts may rely on them. */
public enum ProblemType {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
    HOST_BUSY(HttpStatus.CONFLICT, "Another operation holds this host"),
    ACTION_NOT_ALLOWED(HttpStatus.CONFLICT, "The operation does not allow this action now"),
    FEATURE_OFF(HttpStatus.CONFLICT, "This part of the product is switched off"),
    TOKEN_EXISTS(HttpStatus.CONFLICT, "There is a token of that name"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key belongs to another request"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
    CLOUD_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The cloud cannot be read"),
    TOO_MANY_LISTENERS(HttpStatus.SERVICE_UNAVAILABLE, "This gateway has no room for another listener"),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer"),
    UNEXPECTED(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed in a way it does not know");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** @param detail what happened to this request and what to do */
    public ProblemDetail with(String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(
                "urn:spot-manager:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-')));
        problem.setTitle(title);
        return problem;
    }

    public ProblemException because(String detail) {
        return new ProblemException(with(detail));
    }
}
