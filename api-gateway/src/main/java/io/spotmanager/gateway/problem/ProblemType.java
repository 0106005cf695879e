package io.spotmanager.gateway.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** The stable problem types of the API; scripts may rely on them. */
public enum ProblemType {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is invalid"),
    OPERATION_REJECTED(HttpStatus.BAD_REQUEST, "The operation was rejected"),
    NOT_LOGGED_IN(HttpStatus.UNAUTHORIZED, "Authentication is required"),
    NOT_ALLOWED(HttpStatus.FORBIDDEN, "Permission denied"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The requested media type is not available"),
    FROZEN(HttpStatus.LOCKED, "Nothing new is begun now"),
    FREEZE_CHANGED(HttpStatus.CONFLICT, "The freeze has changed"),
    HOST_BUSY(HttpStatus.CONFLICT, "Another operation holds this host"),
    ACTION_NOT_ALLOWED(HttpStatus.CONFLICT, "The operation does not allow this action now"),
    OPERATION_FAILED(HttpStatus.CONFLICT, "The operation did not succeed"),
    OPERATION_MOVED_ON(HttpStatus.CONFLICT, "The operation has moved on"),
    FEATURE_OFF(HttpStatus.CONFLICT, "This feature is switched off"),
    TOKEN_EXISTS(HttpStatus.CONFLICT, "A token with this name exists"),
    PERSON_EXISTS(HttpStatus.CONFLICT, "A person with this name exists"),
    PERSON_OF_ISSUER(HttpStatus.CONFLICT, "This person logs in at an issuer"),
    OWN_RIGHTS(HttpStatus.CONFLICT, "Nobody takes rights from themselves"),
    SHARED_USER(HttpStatus.CONFLICT, "This user is shared"),
    CHECKS_FAILED(HttpStatus.CONFLICT, "The checks do not allow this"),
    APPROVAL_PENDING(HttpStatus.CONFLICT, "This already waits for a second person"),
    APPROVAL_ENDED(HttpStatus.CONFLICT, "This request for approval has ended"),
    APPROVAL_OUTDATED(HttpStatus.CONFLICT, "It is not any more what was asked for"),
    OWN_REQUEST(HttpStatus.CONFLICT, "The second person is another one"),
    REQUESTER_NOT_ALLOWED(HttpStatus.CONFLICT, "The requester may not do this any more"),
    PLAN_NOT_READY(HttpStatus.CONFLICT, "The plan does not allow this now"),
    RESERVATION_COLLIDES(HttpStatus.CONFLICT, "Another reservation wants this host at that time"),
    RESERVATION_ENDED(HttpStatus.CONFLICT, "This reservation has ended"),
    RESERVATION_OUTDATED(HttpStatus.CONFLICT, "This reservation does not allow that now"),
    WINDOW_IN_USE(HttpStatus.CONFLICT, "Reservations or policies use this window"),
    POLICIES_FIGHT(HttpStatus.CONFLICT, "Another policy wants the opposite"),
    GONE(HttpStatus.GONE, "This has no meaning any more"),
    BODY_TOO_LONG(HttpStatus.CONTENT_TOO_LARGE, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key was used for another request"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    CLOUD_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The cloud cannot be read"),
    TOO_MANY_LISTENERS(HttpStatus.SERVICE_UNAVAILABLE, "This gateway accepts no more event clients"),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer"),
    UNEXPECTED(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error");

    private static final String NAMES = "urn:spot-manager:problem:";

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The problem type of a status; empty if several types have this status. */
    static Optional<ProblemType> of(HttpStatusCode status) {
        var types = Arrays.stream(values())
                .filter(type -> type != OPERATION_REJECTED) // of a request that was valid
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

    /** @param methods that the path accepts */
    public static ProblemDetail otherMethods(Collection<String> methods) {
        return METHOD_NOT_ALLOWED.with("Nothing was done. This path accepts %s.".formatted(String.join(", ", methods)));
    }

    static boolean isNamed(ProblemDetail problem) {
        var type = problem.getType();
        return type != null && type.toString().startsWith(NAMES);
    }

    /** @param detail what happened to this request, and what the caller can do */
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
