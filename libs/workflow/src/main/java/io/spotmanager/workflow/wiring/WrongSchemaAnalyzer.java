package io.spotmanager.workflow.wiring;

import io.spotmanager.db.WrongSchemaException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints one sentence instead of a stack trace when the database has the wrong schema. */
final class WrongSchemaAnalyzer extends AbstractFailureAnalyzer<WrongSchemaException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, WrongSchemaException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
