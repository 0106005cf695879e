package io.spotmanager.domain.call;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The result of a call to a cloud. It says above all whether the cloud may have carried out the request. */
public sealed interface CloudAnswer<T> {

    /** Carried out; {@code value} is the cloud's answer. */
    record Ok<T>(T value) implements CloudAnswer<T> {}

    /**
     * Rejected by the cloud, so certainly not carried out.
     *
     * @param status an HTTP status 4xx with a definite meaning, never 429
     * @param message the cloud's own message, shortened to one line
     */
    record Refused<T>(int status, String message) implements CloudAnswer<T> {}

    /**
     * No definite answer: a server error, a time-out after sending, or a lost reply. It may have been carried out, so
     * read the cloud.
     *
     * @param notBefore the time until which the cloud asked not to be called; null if it named none
     */
    record Unclear<T>(String cause, @Nullable Instant notBefore) implements CloudAnswer<T> {
        public Unclear(String cause) {
            this(cause, null);
        }
    }

    /**
     * Certainly not carried out, for a reason other than the request itself. A later call may succeed.
     *
     * @param notBefore the time until which the cloud asked not to be called; null if it named none
     */
    record NotSent<T>(String cause, @Nullable Instant notBefore) implements CloudAnswer<T> {
        public NotSent(String cause) {
            this(cause, null);
        }
    }

    default boolean ok() {
        return this instanceof Ok;
    }

    /** True if the cloud said that the thing does not exist. */
    default boolean notFound() {
        return this instanceof Refused<T> no && no.status() == 404;
    }

    /** Like {@link #problem()}, for a call that only reads: it has no effect that could be in doubt. */
    default String readProblem() {
        return switch (this) {
            case Ok<T> _, Refused<T> _ -> problem();
            case Unclear<T> unclear -> unclear.cause();
            case NotSent<T> notSent -> notSent.cause();
        };
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
            case Ok<T> _, Refused<T> _ -> Optional.empty();
            case Unclear<T>(String _, Instant notBefore) -> Optional.ofNullable(notBefore);
            case NotSent<T>(String _, Instant notBefore) -> Optional.ofNullable(notBefore);
        };
    }

    /** Returns the error in one line, for people; an empty text for {@link Ok}. */
    default String problem() {
        return switch (this) {
            case Ok<T> _ -> "";
            case Refused<T>(int status, String message) -> "refused (" + status + "): " + message;
            case Unclear<T> unclear -> "unclear whether it was carried out: " + unclear.cause();
            case NotSent<T> notSent -> "not carried out: " + notSent.cause();
        };
    }

    /** Returns the same answer with its text changed. */
    default CloudAnswer<T> worded(UnaryOperator<String> change) {
        return switch (this) {
            case Ok<T> ok -> ok;
            case Refused<T>(int status, String message) -> new Refused<>(status, change.apply(message));
            case Unclear<T>(String cause, Instant notBefore) -> new Unclear<>(change.apply(cause), notBefore);
            case NotSent<T>(String cause, Instant notBefore) -> new NotSent<>(change.apply(cause), notBefore);
        };
    }

    /** Returns the answer with the name of the source in front of its error. */
    static <T> CloudAnswer<T> named(String source, CloudAnswer<T> answer) {
        return answer.worded(problem -> source + ": " + problem);
    }

    /** Returns the same answer with another value; errors stay the same. */
    default <R> CloudAnswer<R> map(Function<? super T, ? extends R> change) {
        return then(value -> new Ok<>(change.apply(value)));
    }

    /** Continues with the value. Returns the first answer that is an error. */
    default <R> CloudAnswer<R> then(Function<? super T, CloudAnswer<R>> next) {
        return switch (this) {
            case Ok<T>(T value) -> next.apply(value);
            case Refused<T>(int status, String message) -> new Refused<>(status, message);
            case Unclear<T>(String cause, Instant notBefore) -> new Unclear<>(cause, notBefore);
            case NotSent<T>(String cause, Instant notBefore) -> new NotSent<>(cause, notBefore);
        };
    }
}
