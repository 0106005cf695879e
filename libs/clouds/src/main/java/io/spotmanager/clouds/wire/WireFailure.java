package io.spotmanager.clouds.wire;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an HTTP exchange yielded no usable success; the kinds differ in what the far side may have done. */
public abstract sealed class WireFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private WireFailure(String message) {
        // Failures are expected and counted by the hundred in an outage: a stack trace each would cost more than the
        // call.
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** A complete answer with a status of 300 or more. */
    public static final class Answered extends WireFailure {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final boolean html;
        private final @Nullable RetryAfter retryAfter;

        public Answered(int status, String message, boolean html) {
            this(status, message, html, null);
        }

        /** @param retryAfter null unless the service asks to be left alone */
        Answered(int status, String message, boolean html, @Nullable RetryAfter retryAfter) {
            super(message);
            this.status = status;
            this.html = html;
            this.retryAfter = retryAfter;
        }

        /** How long the service asks to be left alone: empty unless the answer is about traffic. */
        public Optional<RetryAfter> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** Whether a web server or proxy spoke, as the APIs themselves answer in JSON. */
        public boolean html() {
            return html;
        }
    }

    /** Sent, but no complete answer came back: it may have been carried out. */
    public static final class Lost extends WireFailure {
        private static final long serialVersionUID = 1L;
        private final boolean timedOut;

        Lost(String message, boolean timedOut) {
            super(message);
            this.timedOut = timedOut;
        }

        /** Whether the read time-out ended it, so that another try would double the wait. */
        public boolean timedOut() {
            return timedOut;
        }
    }

    /** The sender has no leave to send: nothing was asked of the service. */
    public static final class Withheld extends WireFailure {
        private static final long serialVersionUID = 1L;
        private final boolean trouble;
        private final @Nullable Instant notBefore;

        public Withheld(String message, boolean trouble) {
            this(message, trouble, null);
        }

        /** @param notBefore until when the cloud asked not to be called; null if it named no time */
        public Withheld(String message, boolean trouble, @Nullable Instant notBefore) {
            super(message);
            this.trouble = trouble;
            this.notBefore = notBefore;
        }

        /** Until when the cloud asked not to be called; null if it named no time. */
        public @Nullable Instant notBefore() {
            return notBefore;
        }

        /** Whether the cloud's own failure is the cause. */
        public boolean trouble() {
            return trouble;
        }
    }

    /** No connection came about: nothing was sent. */
    public static final class Unreached extends WireFailure {
        private static final long serialVersionUID = 1L;

        Unreached(String message) {
            super(message);
        }
    }

    /** A success whose body cannot be understood: it was probably carried out. */
    public static final class Unusable extends WireFailure {
        private static final long serialVersionUID = 1L;

        public Unusable(String message) {
            super(message);
        }
    }

    /** An answer that is larger than what is taken in: the cloud works, and what was asked for may have been carried out. */
    public static final class TooLarge extends WireFailure {
        private static final long serialVersionUID = 1L;
        private static final String WAY_OUT = Limits.LARGEST_ANSWER_SETTING + ", and the memory of this part with it";

        private TooLarge(String message) {
            super(message);
        }

        static TooLarge than(int most) {
            return new TooLarge(
                    "an answer larger than " + megabytes(most) + ", the most that is taken in: raise " + WAY_OUT);
        }

        /** Its bytes fit, and what they stand for does not: too many values, too deep, or a text too long. */
        public static TooLarge inside(int length) {
            return new TooLarge(
                    "an answer of " + megabytes(length) + " with more values, deeper ones or longer ones than"
                            + " are taken in: give this part more memory (mem_limit, or -Xmx)");
        }
    }

    static String megabytes(long bytes) {
        long megabytes = bytes >> 20;
        return megabytes == 0 ? Math.max(1, bytes >> 10) + " KB" : megabytes + " MB";
    }
}
