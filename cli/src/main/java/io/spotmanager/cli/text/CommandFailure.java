package io.spotmanager.cli.text;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Ends a command with a sentence for a person and a code for a script. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final transient @Nullable JsonNode problem;

    public CommandFailure(ExitCode code, String sentence) {
        this(code, sentence, null);
    }

    /** @param problem what the gateway answered; null if it did not */
    public CommandFailure(ExitCode code, String sentence, @Nullable JsonNode problem) {
        super(sentence, null, false, false);
        this.code = code;
        this.problem = problem;
    }

    public static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence);
    }

    public ExitCode code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Returns the problem details of the gateway; null if there are none. */
    public @Nullable JsonNode problem() {
        return problem;
    }
}
