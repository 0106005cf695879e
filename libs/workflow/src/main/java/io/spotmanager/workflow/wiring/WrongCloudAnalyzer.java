package io.spotmanager.workflow.wiring;

import io.spotmanager.db.WrongCloudException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints that the database belongs to another cloud, instead of a stack trace. */
final class WrongCloudAnalyzer extends AbstractFailureAnalyzer<WrongCloudException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, WrongCloudException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
