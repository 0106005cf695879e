package io.spotmanager.clouds.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads answers as JSON, within bounds: a few megabytes of it can ask for many times the memory, or for a stack without end. */
public final class AnswerJson {

    /** No API that is spoken here nests deeper than 20. */
    public static final int DEEPEST = 100;

    /** The longest text that is known is user data, 64 KB. */
    public static final int LONGEST_TEXT = 1024 * 1024;

    public static final int LONGEST_NAME = 10_000;

    /** A token in a tree takes 45 bytes on average where they are small, so this is a quarter of the memory. */
    private static final int BYTES_FOR_A_TOKEN = 200;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNameLength(LONGEST_NAME)
                            .maxTokenCount(mostTokens())
                            .build())
                    .build())
            .build();

    private AnswerJson() {}

    /** How many names and values an answer may have; 1000 servers with all their details have about 200,000. */
    public static long mostTokens() {
        return Runtime.getRuntime().maxMemory() / BYTES_FOR_A_TOKEN;
    }

    /**
     * The whole answer as a tree.
     *
     * @throws WireFailure.Unusable if it is no JSON
     * @throws WireFailure.TooLarge if it is beyond the bounds
     */
    public static JsonNode tree(AnswerBody body) {
        try {
            return body.read(JSON::readTree);
        } catch (StreamConstraintsException _) {
            throw WireFailure.TooLarge.inside(body.length());
        } catch (JacksonException e) {
            // Jackson's message quotes the body; only where it broke is worth telling.
            throw new WireFailure.Unusable(
                    "an answer that is not JSON (" + e.getClass().getSimpleName() + ")");
        } catch (IOException e) {
            throw new UncheckedIOException("an answer that is already here cannot be read", e);
        }
    }

    /** A missing node for whatever is not JSON within the bounds. */
    static JsonNode lenient(AnswerBody body) {
        try {
            return body.length() == 0 ? MissingNode.getInstance() : tree(body);
        } catch (WireFailure _) {
            return MissingNode.getInstance();
        }
    }
}
