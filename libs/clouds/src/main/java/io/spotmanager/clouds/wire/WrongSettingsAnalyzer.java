package io.spotmanager.clouds.wire;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints why a part refuses to start with these settings, instead of a stack trace. */
final class WrongSettingsAnalyzer extends AbstractFailureAnalyzer<WrongSettingsException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, WrongSettingsException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Put them right where this process gets its environment, then start it again. docs/operations.md lists all settings.",
                cause);
    }
}
