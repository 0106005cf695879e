package io.spotmanager.gateway.reservations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a reservation whose time has come. */
final class DueDecision {
    /** How long what is in the way is left alone before somebody looks again. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private DueDecision() {}

    /**
     * What was found when it was due.
     *
     * @param notAllowed why who asked may not do this any more; null if nothing is in the way
     * @param refusals of the checks, a sentence each
     * @param waitsFor what may pass by itself, such as another operation, a freeze, or a second person who has not decided yet; null if
     *     nothing is in the way
     */
    record Findings(
            @Nullable String notAllowed,
            List<String> refusals,
            @Nullable String waitsFor) {
        static final Findings NONE = new Findings(null, List.of(), null);
    }

    sealed interface Verdict {
        /** The operation begins now. */
        record Begin() implements Verdict {}

        /**
         * Somebody looks again.
         *
         * @param cause null if it was not due yet
         */
        record Later(Instant at, @Nullable String cause) implements Verdict {}

        /** It stands in front of a person, or ends, with {@code end}. */
        record Stop(ReservationState becomes, String cause) implements Verdict {}
    }

    /** @param now by the database's clock */
    static Verdict of(Reservation reservation, Instant now, Findings findings) {
        var times = reservation.times();
        if (now.isBefore(times.begins())) {
            return new Verdict.Later(times.begins(), null);
        }
        if (!now.isBefore(times.latest())) {
            return stop(reservation, ReservationState.MISSED, tooLate(reservation, findings));
        }
        if (findings.notAllowed() != null) {
            return stop(reservation, ReservationState.REFUSED, findings.notAllowed());
        }
        if (findings.waitsFor() != null) {
            var next = now.plus(AGAIN);
            return new Verdict.Later(next.isBefore(times.latest()) ? next : times.latest(), findings.waitsFor());
        }
        return findings.refusals().isEmpty()
                ? new Verdict.Begin()
                : stop(reservation, ReservationState.REFUSED, String.join(" ", findings.refusals()));
    }

    private static Verdict stop(Reservation reservation, ReservationState end, String cause) {
        return new Verdict.Stop(reservation.times().endIfRefused() ? end : ReservationState.ASKING, cause);
    }

    private static String tooLate(Reservation reservation, Findings findings) {
        var why = findings.waitsFor() != null ? findings.waitsFor() : reservation.cause();
        return "It had to begin before %s. %s"
                .formatted(reservation.times().latest(), why == null ? "No gateway looked at it in time." : why);
    }
}
