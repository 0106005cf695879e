package io.spotmanager.workflow.operation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.audit.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The progress of an operation.
 *
 * @param attempt failed attempts of the current step
 * @param cause why it does not progress, or why it ended as it did; null if there is no problem
 * @param facts a JSON object with what the steps learned
 * @param offered the actions that an operator may request in this state
 * @param asked the operator request that no worker has applied yet, or null
 */
public record Progress(
        String state,
        boolean open,
        int attempt,
        @Nullable String cause,
        JsonNode facts,
        @JsonUnwrapped OfferedActions offered,
        @Nullable OperatorRequest asked) {
    /** Progress without descriptions of its actions. */
    public Progress(
            String state,
            boolean open,
            int attempt,
            @Nullable String cause,
            JsonNode facts,
            List<String> actions,
            @Nullable OperatorRequest asked) {
        this(state, open, attempt, cause, facts, new OfferedActions(actions, List.of()), asked);
    }

    public List<String> actions() {
        return offered.actions();
    }

    /** The values by column name, for the history. Without the state, which every entry has as its own field. */
    public Map<String, JsonNode> columns() {
        var json = JsonNodeFactory.instance;
        var names = json.arrayNode();
        actions().forEach(names::add);
        return Map.of(
                "open",
                json.booleanNode(open),
                "attempt",
                json.numberNode(attempt),
                "cause",
                cause == null ? json.nullNode() : json.stringNode(cause),
                "facts",
                facts,
                "actions",
                names,
                "asked",
                asked == null ? json.nullNode() : Json.MAPPER.valueToTree(asked));
    }
}
