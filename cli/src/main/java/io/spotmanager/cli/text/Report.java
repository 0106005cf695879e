package io.spotmanager.cli.text;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a command has to say to a script: one document, always of the same shape, with the API's own objects in it. */
public final class Report {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode problems = JsonNodeFactory.instance.arrayNode();

    public void item(JsonNode item) {
        items.add(item);
    }

    /** @param host that it is about; null if it is about the whole command */
    public void problem(@Nullable String host, CommandFailure failure) {
        var problem = failure.problem() != null && failure.problem().isObject()
                ? failure.problem().deepCopy().asObject()
                : JsonNodeFactory.instance.objectNode();
        if (host != null) {
            problem.put("host", host);
        }
        problem.put("exit", failure.code().number()).put("sentence", failure.sentence());
        problems.add(problem);
    }

    /** Returns the document. */
    public String json(ExitCode exit) {
        var document = JsonNodeFactory.instance.objectNode();
        document.set("items", items);
        document.set("problems", problems);
        document.put("exit", exit.number());
        return MAPPER.writeValueAsString(document);
    }

    /** Returns one item as a line of its own, for what never ends. */
    public static String line(JsonNode item) {
        return MAPPER.writeValueAsString(item);
    }
}
