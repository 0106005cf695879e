package io.spotmanager.workflow.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How far an operation has come.
 *
 * @param attempt tries of the current step that came to nothing
 * @param cause why it is not further, or why it ended as it did; null while all goes well
 * @param facts a JSON object of what the steps learned
 * @param actions the signals an operator may send in this state
 * @param asked an operator's action that no worker has taken up yet, or null
 */
public record Progress(
        String state,
        boolean open,
        int attempt,
        @Nullable String cause,
        JsonNode facts,
        List<String> actions,
        @Nullable AskedAction asked) {}
