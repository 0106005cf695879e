package io.spotmanager.workflow.wiring;

import io.spotmanager.db.WrongCloudException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints one sentence instead of a stack trace when the database belongs to another cloud. */
final class WrongCloudAnalyzer extends AbstractFailureAnalyzer<WrongCloudException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, WrongCloudException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
