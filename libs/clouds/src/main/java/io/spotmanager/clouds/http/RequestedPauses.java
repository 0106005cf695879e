package io.spotmanager.clouds.http;

import io.spotmanager.domain.call.CloudResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records which services of a cloud asked to wait, and until when. Nothing is sent to them before. */
final class RequestedPauses {

    private static final Logger LOG = LoggerFactory.getLogger(RequestedPauses.class);

    private final InstantSource clock;
    private final Map<String, Pause> asked = new ConcurrentHashMap<>();

    /**
     * A requested wait.
     *
     * @param words the service's request, for people
     */
    record Pause(Validity time, String words) {

        <T> CloudResult<T> notSent() {
            return new CloudResult.NotSent<>(words, time.end());
        }

        <T> CloudResult<T> unclear() {
            return new CloudResult.Indeterminate<>(words, time.end());
        }

        private boolean endsAfter(Pause other, Instant now) {
            return time.holds(now) && time.end().isAfter(other.time.end());
        }
    }

    RequestedPauses(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the present wait of the service. */
    Optional<Pause> of(String service) {
        return Optional.ofNullable(asked.get(service))
                .filter(pause -> pause.time().holds(clock.instant()));
    }

    /** Starts a wait. Of two overlapping waits, returns the one that ends later. */
    Pause begin(String service, RetryAfter asking, String said) {
        Instant now = clock.instant();
        Pause pause = new Pause(Validity.of(now, asking.pause()), asking.words(service, said));
        boolean first = !asked.containsKey(service);
        Pause valid = asked.merge(service, pause, (before, latest) -> before.endsAfter(latest, now) ? before : latest);
        if (first) {
            LOG.warn("{}; nothing is sent to it before", pause.words());
        }
        return valid;
    }

    /** A success ends the wait. */
    void answered(String service) {
        if (!asked.isEmpty() && of(service).isEmpty() && asked.remove(service) != null) {
            LOG.info("{} answers again after the pause that it had asked for", service);
        }
    }
}
