package io.spotmanager.clouds.wire;

import io.spotmanager.domain.call.CloudAnswer;
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
public record Journal(Consumer<ExternalCall> reader) {

    public static final Journal NONE = new Journal(_ -> {});

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    public Journal and(Consumer<ExternalCall> another) {
        return new Journal(reader.andThen(another));
    }

    /** @param command builds the command from the answer, which may contain a needed value */
    public <T> CloudAnswer<T> tell(Function<CloudAnswer<T>, String> command, Supplier<CloudAnswer<T>> call) {
        long start = System.nanoTime();
        CloudAnswer<T> answer = call.get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        try {
            reader.accept(new ExternalCall(command.apply(answer), words(answer), took));
        } catch (RuntimeException e) {
            // The call was made, so its answer is returned although it could not be recorded.
            LOG.error("A call to a cloud could not be written to the journal; the audit trail lacks it", e);
        }
        return answer;
    }

    private static String words(CloudAnswer<?> answer) {
        return switch (answer) {
            case CloudAnswer.Ok<?> _ -> "200";
            case CloudAnswer.Refused<?>(int status, String message) -> status + " " + message;
            case CloudAnswer.Unclear<?> unclear -> unclear.cause();
            case CloudAnswer.NotSent<?> notSent ->
                notSent.notBefore() == null ? "not sent: " + notSent.cause() : notSent.cause();
        };
    }
}
