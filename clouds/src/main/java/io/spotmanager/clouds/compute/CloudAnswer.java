package io.spotmanager.clouds.compute;

import java.util.Optional;
import java.util.function.Function;

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

    /** A server error, a time-out after sending or a lost reply: it may or may not have happened, so read the cloud. */
    record Unclear<T>(String cause) implements CloudAnswer<T> {}

    /** Certainly not carried out, and through no fault of the request: asking again later may help. */
    record NotSent<T>(String cause) implements CloudAnswer<T> {}

    default boolean ok() {
        return this instanceof Ok;
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

    /** One line that tells a person what stood in the way; empty when nothing did. */
    default String problem() {
        return switch (this) {
            case Ok<T> _ -> "";
            case Refused<T>(int status, String message) -> "refused (" + status + "): " + message;
            case Unclear<T>(String cause) -> "unclear whether it was carried out: " + cause;
            case NotSent<T>(String cause) -> "not carried out: " + cause;
        };
    }

    /** The same answer with another value; problems stay as they are. */
    default <R> CloudAnswer<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Ok<T>(T value) -> new Ok<>(change.apply(value));
            case Refused<T>(int status, String message) -> new Refused<>(status, message);
            case Unclear<T>(String cause) -> new Unclear<>(cause);
            case NotSent<T>(String cause) -> new NotSent<>(cause);
        };
    }

    /** Goes on with the value; the first answer that is a problem is the answer of the whole. */
    default <R> CloudAnswer<R> then(Function<? super T, CloudAnswer<R>> next) {
        return switch (this) {
            case Ok<T>(T value) -> next.apply(value);
            case Refused<T>(int status, String message) -> new Refused<>(status, message);
            case Unclear<T>(String cause) -> new Unclear<>(cause);
            case NotSent<T>(String cause) -> new NotSent<>(cause);
        };
    }
}
