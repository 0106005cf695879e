package io.spotmanager.workflow.operation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How far an operation has come.
 *
 * @param attempt tries of the current step that came to nothing
 * @param cause why it is not further, or why it ended as it did; null while all goes well
 * @param facts a JSON object of what the steps learned
 * @param offered what an operator may ask for in this state
 * @param asked an operator's action that no worker has taken up yet, or null
 */
public record Progress(
        String state,
        boolean open,
        int attempt,
        @Nullable String cause,
        JsonNode facts,
        @JsonUnwrapped OfferedActions offered,
        @Nullable OperatorRequest asked) {
    /** One whose actions are not described. */
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

    /** By the names of their columns, for the history; all but the state, which every entry has as a field of its own. */
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
