package io.spotmanager.workflow.wiring;

import io.spotmanager.db.WrongSchemaException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints why a part refuses to start on this database, instead of a stack trace. */
final class WrongSchemaAnalyzer extends AbstractFailureAnalyzer<WrongSchemaException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, WrongSchemaException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
