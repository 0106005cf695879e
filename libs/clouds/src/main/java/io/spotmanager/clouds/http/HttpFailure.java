package io.spotmanager.clouds.http;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An HTTP exchange without a usable success. The types differ in what the server may have done. */
public abstract sealed class HttpFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private HttpFailure(String message) {
        // Failures are expected, hundreds of them in an outage. A stack trace would cost more than the call.
        super(message, null, false, false);
    }

    /** Returns the message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** A complete answer with a status of 300 or more. */
    public static final class ErrorResponse extends HttpFailure {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final transient @Nullable JsonNode document;
        private final @Nullable RetryAfter retryAfter;
        private final boolean readInside;

        /** An error that the client of an API read in the API's own success. */
        public ErrorResponse(int status, String message) {
            this(status, message, null, null, true);
        }

        /**
         * @param document the body; null if it is not JSON
         * @param retryAfter null unless the service asks to wait
         */
        ErrorResponse(int status, String message, @Nullable JsonNode document, @Nullable RetryAfter retryAfter) {
            this(status, message, document, retryAfter, false);
        }

        private ErrorResponse(
                int status,
                String message,
                @Nullable JsonNode document,
                @Nullable RetryAfter retryAfter,
                boolean readInside) {
            super(message);
            this.readInside = readInside;
            this.status = status;
            this.document = document;
            this.retryAfter = retryAfter;
        }

        /** Returns how long the service asks to wait; empty unless the answer is about its load. */
        public Optional<RetryAfter> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        /** Returns the HTTP status. */
        public int status() {
            return status;
        }

        /** Returns the body; empty if it is not JSON. */
        public Optional<JsonNode> document() {
            return Optional.ofNullable(document);
        }

        /**
         * True if a proxy, firewall or web server in front of the API answered: the APIs themselves answer with JSON.
         *
         * @param form recognises the error documents of the API
         */
        public boolean foreign(Predicate<JsonNode> form) {
            return !readInside && (document == null || !form.test(document));
        }
    }

    /** Sent, but no complete answer arrived: it may have been carried out. */
    public static final class NoResponse extends HttpFailure {
        private static final long serialVersionUID = 1L;
        private final boolean timedOut;

        NoResponse(String message, boolean timedOut) {
            super(message);
            this.timedOut = timedOut;
        }

        /** True if the read time-out ended it: a second attempt would double the wait. */
        public boolean timedOut() {
            return timedOut;
        }
    }

    /** Not sent, because the sender may not send. */
    public static final class NotPermitted extends HttpFailure {
        private static final long serialVersionUID = 1L;
        private final boolean trouble;
        private final @Nullable Instant notBefore;

        public NotPermitted(String message, boolean trouble) {
            this(message, trouble, null);
        }

        /** @param notBefore the time until which the cloud asked not to be called; null if it named none */
        public NotPermitted(String message, boolean trouble, @Nullable Instant notBefore) {
            super(message);
            this.trouble = trouble;
            this.notBefore = notBefore;
        }

        /** Returns the time until which the cloud asked not to be called; null if it named none. */
        public @Nullable Instant notBefore() {
            return notBefore;
        }

        /** True if a failure of the cloud is the cause. */
        public boolean trouble() {
            return trouble;
        }
    }

    /** Not sent, because there was no connection. */
    public static final class ConnectionFailed extends HttpFailure {
        private static final long serialVersionUID = 1L;
        private final boolean untrusted;

        ConnectionFailed(String message) {
            this(message, false);
        }

        ConnectionFailed(String message, boolean untrusted) {
            super(message);
            this.untrusted = untrusted;
        }

        /** True if the server's certificate is not trusted, or ours is not trusted by the server. */
        public boolean untrusted() {
            return untrusted;
        }
    }

    /** A success whose body cannot be read: it was probably carried out. */
    public static final class MalformedResponse extends HttpFailure {
        private static final long serialVersionUID = 1L;

        public MalformedResponse(String message) {
            super(message);
        }
    }

    /** An answer that exceeds the size limit. The cloud works, and the request may have been carried out. */
    public static final class ResponseTooLarge extends HttpFailure {
        private static final long serialVersionUID = 1L;
        private static final String WAY_OUT = Limits.LARGEST_ANSWER_SETTING + ", and the memory of this part with it";

        private ResponseTooLarge(String message) {
            super(message);
        }

        static ResponseTooLarge than(int most) {
            return new ResponseTooLarge(
                    "an answer larger than " + megabytes(most) + ", the most that is taken in: raise " + WAY_OUT);
        }

        /** The bytes are within the limit, but the content is not: too many values, too deep, or a text too long. */
        public static ResponseTooLarge inside(int length) {
            return new ResponseTooLarge(
                    "an answer of " + megabytes(length) + " with more values, deeper ones or longer ones than"
                            + " are taken in: give this part more memory (mem_limit, or -Xmx)");
        }
    }

    static String megabytes(long bytes) {
        long megabytes = bytes >> 20;
        return megabytes == 0 ? Math.max(1, bytes >> 10) + " KB" : megabytes + " MB";
    }
}
