package io.spotmanager.clouds.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Parses answers as JSON within limits: a few megabytes of JSON can need many times the memory, or overflow the stack.
 */
public final class ResponseJson {

    /** No API used here nests deeper than 20. */
    public static final int DEEPEST = 100;

    /** The longest known text is user data of 64 KB. */
    public static final int LONGEST_TEXT = 1024 * 1024;

    public static final int LONGEST_NAME = 10_000;

    /**
     * A token of a parsed tree takes 45 bytes on average if tokens are small, so the tree takes at most a quarter of
     * the memory.
     */
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

    private ResponseJson() {}

    /** Returns how many names and values an answer may have; 1000 servers with all details have about 200,000. */
    public static long mostTokens() {
        return Runtime.getRuntime().maxMemory() / BYTES_FOR_A_TOKEN;
    }

    /**
     * Parses the whole answer.
     *
     * @throws HttpFailure.MalformedResponse if it is not JSON
     * @throws HttpFailure.ResponseTooLarge if it exceeds the limits
     */
    public static JsonNode tree(ResponseBody body) {
        return read(body, bytes -> {
            checkOneDocument(body);
            return JSON.readTree(bytes);
        });
    }

    /**
     * Checks that the answer is one document in which nothing comes twice at the top. Of two lists of one name, a parser
     * would take the last.
     *
     * @throws HttpFailure as {@link #tree} does
     */
    public static void checkOneDocument(ResponseBody body) {
        var _ = read(body, bytes -> {
            Set<String> names = new HashSet<>();
            try (JsonParser parser = JSON.createParser(bytes)) {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        if (!names.add(parser.currentName())) {
                            throw new HttpFailure.MalformedResponse("an answer in which a name comes twice");
                        }
                        parser.nextToken();
                        parser.skipChildren();
                    }
                } else {
                    parser.skipChildren();
                }
                if (parser.nextToken() != null) {
                    throw new HttpFailure.MalformedResponse("an answer with something behind its JSON document");
                }
            }
            return names;
        });
    }

    private static <T> T read(ResponseBody body, ResponseBody.Parser<T> parser) {
        try {
            return body.read(parser);
        } catch (StreamConstraintsException _) {
            throw HttpFailure.ResponseTooLarge.inside(body.length());
        } catch (JacksonException e) {
            // Jackson's message quotes the body, so only the position is reported.
            throw new HttpFailure.MalformedResponse(
                    "an answer that is not JSON (" + e.getClass().getSimpleName() + ")");
        } catch (IOException e) {
            throw new UncheckedIOException("an answer that is already here cannot be read", e);
        }
    }

    /** Returns a missing node if the body is not JSON within the limits. */
    static JsonNode lenient(ResponseBody body) {
        try {
            return body.length() == 0 ? MissingNode.getInstance() : tree(body);
        } catch (HttpFailure _) {
            return MissingNode.getInstance();
        }
    }
}
