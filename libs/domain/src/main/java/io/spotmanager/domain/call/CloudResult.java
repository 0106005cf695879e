package io.spotmanager.domain.call;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The result of a call to a cloud. It says above all whether the cloud may have carried out the request. */
public sealed interface CloudResult<T> {

    /** Carried out; {@code value} is the cloud's answer. */
    record Ok<T>(T value) implements CloudResult<T> {}

    /**
     * Rejected by the cloud, so certainly not carried out.
     *
     * @param status an HTTP status 4xx with a definite meaning, never 429
     * @param message the cloud's own message, shortened to one line
     */
    record Rejected<T>(int status, String message) implements CloudResult<T> {}

    /**
     * No definite answer: a server error, a time-out after sending, or a lost reply. It may have been carried out, so
     * read the cloud.
     *
     * @param notBefore the time until which the cloud asked not to be called; null if it named none
     */
    record Indeterminate<T>(String cause, @Nullable Instant notBefore) implements CloudResult<T> {
        public Indeterminate(String cause) {
            this(cause, null);
        }
    }

    /**
     * Certainly not carried out, for a reason other than the request itself. A later call may succeed.
     *
     * @param notBefore the time until which the cloud asked not to be called; null if it named none
     */
    record NotSent<T>(String cause, @Nullable Instant notBefore) implements CloudResult<T> {
        public NotSent(String cause) {
            this(cause, null);
        }
    }

    default boolean ok() {
        return this instanceof Ok;
    }

    /** True if the cloud said that the thing does not exist. */
    default boolean notFound() {
        return this instanceof Rejected<T> no && no.status() == 404;
    }

    /** Like {@link #problem()}, for a call that only reads: it has no effect that could be in doubt. */
    default String readProblem() {
        return switch (this) {
            case Ok<T> _, Rejected<T> _ -> problem();
            case Indeterminate<T> unclear -> unclear.cause();
            case NotSent<T> notSent -> notSent.cause();
        };
    }

    /**
     * Returns why the cloud is of no use now, for a small read: empty if it answered, also that it is busy or does not know the thing;
     * not if it refuses the credentials.
     */
    default Optional<String> trouble() {
        boolean answered = switch (this) {
            case Ok<T> _ -> true;
            case Rejected<T>(int status, String _) -> status != 401 && status != 403;
            case Indeterminate<T> _, NotSent<T> _ -> askedToWaitUntil().isPresent();
        };
        return answered ? Optional.empty() : Optional.of(readProblem());
    }

    /** Returns the value; empty for every answer except {@link Ok}. */
    default Optional<T> found() {
        return this instanceof Ok<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    /**
     * Returns the time until which the cloud asked not to be called again, as with 429 and {@code Retry-After}. Such a
     * wait does not count as a failure of the request.
     */
    default Optional<Instant> askedToWaitUntil() {
        return switch (this) {
            case Ok<T> _, Rejected<T> _ -> Optional.empty();
            case Indeterminate<T>(String _, Instant notBefore) -> Optional.ofNullable(notBefore);
            case NotSent<T>(String _, Instant notBefore) -> Optional.ofNullable(notBefore);
        };
    }

    /** Returns the error in one line, for people; an empty text for {@link Ok}. */
    default String problem() {
        return switch (this) {
            case Ok<T> _ -> "";
            case Rejected<T>(int status, String message) -> "refused (" + status + "): " + message;
            case Indeterminate<T> unclear -> "unclear whether it was carried out: " + unclear.cause();
            case NotSent<T> notSent -> "not carried out: " + notSent.cause();
        };
    }

    /** Returns the same answer with its text changed. */
    default CloudResult<T> worded(UnaryOperator<String> change) {
        return switch (this) {
            case Ok<T> ok -> ok;
            case Rejected<T>(int status, String message) -> new Rejected<>(status, change.apply(message));
            case Indeterminate<T>(String cause, Instant notBefore) ->
                new Indeterminate<>(change.apply(cause), notBefore);
            case NotSent<T>(String cause, Instant notBefore) -> new NotSent<>(change.apply(cause), notBefore);
        };
    }

    /** Returns the answer with the name of the source in front of its error. */
    static <T> CloudResult<T> named(String source, CloudResult<T> answer) {
        return answer.worded(problem -> source + ": " + problem);
    }

    /** Returns the same answer with another value; errors stay the same. */
    default <R> CloudResult<R> map(Function<? super T, ? extends R> change) {
        return then(value -> new Ok<>(change.apply(value)));
    }

    /** Continues with the value. Returns the first answer that is an error. */
    default <R> CloudResult<R> then(Function<? super T, CloudResult<R>> next) {
        return switch (this) {
            case Ok<T>(T value) -> next.apply(value);
            case Rejected<T>(int status, String message) -> new Rejected<>(status, message);
            case Indeterminate<T>(String cause, Instant notBefore) -> new Indeterminate<>(cause, notBefore);
            case NotSent<T>(String cause, Instant notBefore) -> new NotSent<>(cause, notBefore);
        };
    }
}
