package io.spotmanager.domain.call;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is known after a call to a cloud: above all, whether the thing asked for may have happened. */
public sealed interface CloudAnswer<T> {

    /** Carried out; the value is what the cloud answered. */
    record Ok<T>(T value) implements CloudAnswer<T> {}

    /**
     * The cloud understood and said no: certainly not carried out.
     *
     * @param status a definite HTTP status of the 4xx family, never 429
     * @param message the cloud's own sentence, shortened to one line
     */
    record Refused<T>(int status, String message) implements CloudAnswer<T> {}

    /**
     * A server error, a time-out after sending or a lost reply: it may or may not have happened, so read the cloud.
     *
     * @param notBefore until when the cloud asked not to be called; null if it named no time
     */
    record Unclear<T>(String cause, @Nullable Instant notBefore) implements CloudAnswer<T> {
        public Unclear(String cause) {
            this(cause, null);
        }
    }

    /**
     * Certainly not carried out, and through no fault of the request: asking again later may help.
     *
     * @param notBefore until when the cloud asked not to be called; null if it named no time
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

    /** Like {@link #problem()} for a call that only reads: there is nothing that it may have carried out. */
    default String readProblem() {
        return switch (this) {
            case Ok<T> _, Refused<T> _ -> problem();
            case Unclear<T> unclear -> unclear.cause();
            case NotSent<T> notSent -> notSent.cause();
        };
    }

    /** The value, empty for every answer but {@link Ok}. */
    default Optional<T> found() {
        return this instanceof Ok<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    /**
     * Until when the cloud asked not to be called again, as with 429 and {@code Retry-After}. Such a wait is no failure of the
     * request, and there is no sense in trying earlier.
     */
    default Optional<Instant> askedToWaitUntil() {
        return switch (this) {
            case Ok<T> _, Refused<T> _ -> Optional.empty();
            case Unclear<T>(String _, Instant notBefore) -> Optional.ofNullable(notBefore);
            case NotSent<T>(String _, Instant notBefore) -> Optional.ofNullable(notBefore);
        };
    }

    /** One line that tells a person what stood in the way; empty when nothing did. */
    default String problem() {
        return switch (this) {
            case Ok<T> _ -> "";
            case Refused<T>(int status, String message) -> "refused (" + status + "): " + message;
            case Unclear<T> unclear -> "unclear whether it was carried out: " + unclear.cause();
            case NotSent<T> notSent -> "not carried out: " + notSent.cause();
        };
    }

    /** The same answer with another text; what was carried out stays as it is. */
    default CloudAnswer<T> worded(UnaryOperator<String> change) {
        return switch (this) {
            case Ok<T> ok -> ok;
            case Refused<T>(int status, String message) -> new Refused<>(status, change.apply(message));
            case Unclear<T>(String cause, Instant notBefore) -> new Unclear<>(change.apply(cause), notBefore);
            case NotSent<T>(String cause, Instant notBefore) -> new NotSent<>(change.apply(cause), notBefore);
        };
    }

    /** The answer, with the name of what was read in front of its problem. */
    static <T> CloudAnswer<T> named(String source, CloudAnswer<T> answer) {
        return answer.worded(problem -> source + ": " + problem);
    }

    /** The same answer with another value; problems stay as they are. */
    default <R> CloudAnswer<R> map(Function<? super T, ? extends R> change) {
        return then(value -> new Ok<>(change.apply(value)));
    }

    /** Goes on with the value; the first answer that is a problem is the answer of the whole. */
    default <R> CloudAnswer<R> then(Function<? super T, CloudAnswer<R>> next) {
        return switch (this) {
            case Ok<T>(T value) -> next.apply(value);
            case Refused<T>(int status, String message) -> new Refused<>(status, message);
            case Unclear<T>(String cause, Instant notBefore) -> new Unclear<>(cause, notBefore);
            case NotSent<T>(String cause, Instant notBefore) -> new NotSent<>(cause, notBefore);
        };
    }
}
