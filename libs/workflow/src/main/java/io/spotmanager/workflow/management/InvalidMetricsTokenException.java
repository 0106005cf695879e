package io.spotmanager.workflow.management;

/** The token for the metrics cannot be used; the message names the setting and the way out, and never the token. */
final class InvalidMetricsTokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidMetricsTokenException(String message) {
        super(message);
    }
}
