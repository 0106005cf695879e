package io.spotmanager.workflow.wiring;

import io.spotmanager.db.DatabaseProblem;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong with the database, and what to do, instead of a stack trace. */
final class DatabaseProblemAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException cause) {
        return DatabaseProblem.in(cause)
                .map(problem -> new FailureAnalysis(problem.sentence(), problem.wayOut(), cause))
                .orElse(null);
    }
}
