package io.spotmanager.gateway.reservations;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a command is to begin, as a request says it. Times are texts here, so that each one that is wrong is named.
 *
 * @param notBefore from when on; null for now
 * @param notAfter when it has to have begun; null for the end of the window, or a day later
 * @param window name of a maintenance window in which it begins; null for any time
 * @param until when it is taken back; null for never
 * @param ifRefused null for {@link IfRefused#ASK}
 * @param despite what was told, and is accepted; null for nothing
 */
public record RequestedTimes(
        @Nullable String notBefore,
        @Nullable String notAfter,
        @Nullable String window,
        @Nullable String until,
        @Nullable IfRefused ifRefused,
        @Nullable Set<Despite> despite) {
    /** What follows when the rules refuse it at its time. */
    public enum IfRefused {
        /** It stands in front of a person, who begins, moves or cancels it. */
        ASK,
        /** It ends. */
        END;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a requester accepts who has been told. */
    public enum Despite {
        /** Another reservation wants the host at the same time. */
        COLLISION,
        /** The checks do not allow it as the host is now. They are made again when it is due. */
        CHECKS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** False if the command begins at once. */
    public boolean isGiven() {
        return Stream.of(notBefore, notAfter, window, until).anyMatch(field -> field != null && !field.isEmpty());
    }

    boolean accepts(Despite what) {
        return despite != null && despite.contains(what);
    }

    boolean endsIfRefused() {
        return ifRefused == IfRefused.END;
    }
}
