package io.spotmanager.clouds.wire;

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

        public Answered(int status, String message, boolean html) {
            super(message);
            this.status = status;
            this.html = html;
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

        public Withheld(String message, boolean trouble) {
            super(message);
            this.trouble = trouble;
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
}
