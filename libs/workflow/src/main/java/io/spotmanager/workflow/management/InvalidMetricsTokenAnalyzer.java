package io.spotmanager.workflow.management;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints one sentence instead of a stack trace when the token for the metrics cannot be used. */
final class InvalidMetricsTokenAnalyzer extends AbstractFailureAnalyzer<InvalidMetricsTokenException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, InvalidMetricsTokenException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
