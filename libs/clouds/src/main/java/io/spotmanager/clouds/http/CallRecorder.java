package io.spotmanager.clouds.http;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports each call after its answer.
 *
 * @param reader called on the thread of the call
 */
public record CallRecorder(Consumer<ExternalCall> reader) {

    public static final CallRecorder NONE = new CallRecorder(_ -> {});

    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);

    public CallRecorder and(Consumer<ExternalCall> another) {
        return new CallRecorder(reader.andThen(another));
    }

    /** @param command builds the command from the answer, which may contain a needed value */
    public <T> CloudResult<T> record(Function<CloudResult<T>, String> command, Supplier<CloudResult<T>> call) {
        long start = System.nanoTime();
        CloudResult<T> answer = call.get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        try {
            reader.accept(new ExternalCall(command.apply(answer), words(answer), took));
        } catch (RuntimeException e) {
            // The call was made, so its answer is returned although it could not be recorded.
            LOG.error("A call to a cloud could not be written to the recorder; the audit trail lacks it", e);
        }
        return answer;
    }

    private static String words(CloudResult<?> answer) {
        return switch (answer) {
            case CloudResult.Ok<?> _ -> "200";
            case CloudResult.Rejected<?>(int status, String message) -> status + " " + message;
            case CloudResult.Indeterminate<?> unclear -> unclear.cause();
            case CloudResult.NotSent<?> notSent ->
                notSent.notBefore() == null ? "not sent: " + notSent.cause() : notSent.cause();
        };
    }
}
