package io.spotmanager.audit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Parses a row that PostgreSQL wrote as JSON. {@code jsonb} can hold values that the parser rejects: too deep, or numbers of
 * thousands of digits. Such a value must not end a verification, so the column keeps its text.
 */
final class OperationColumns {
    /** Below the limit of the parser, because a line of an export nests the row deeper and is parsed again. */
    private static final int DEEPEST = StreamReadConstraints.DEFAULT_MAX_DEPTH - 3;

    private static final JsonMapper EXACT = JsonMapper.builder(factory(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Finds the ends of values without building them. */
    private static final JsonFactory UNLIMITED = factory(StreamReadConstraints.builder()
            .maxNestingDepth(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build());

    private OperationColumns() {}

    private static JsonFactory factory(StreamReadConstraints constraints) {
        return JsonFactory.builder().streamReadConstraints(constraints).build();
    }

    static OperationRow row(String text) {
        try {
            return OperationRow.of(EXACT.readTree(text), List.of());
        } catch (JacksonException e) {
            return columnByColumn(text);
        }
    }

    private static OperationRow columnByColumn(String text) {
        var columns = JsonNodeFactory.instance.objectNode();
        var unreadable = new ArrayList<String>();
        try (var parser = UNLIMITED.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var column = parser.currentName();
                parser.nextToken();
                var start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                var value = text.substring(start, (int) parser.currentLocation().getCharOffset());
                try {
                    columns.set(column, EXACT.readTree(value));
                } catch (JacksonException e) {
                    columns.put(column, value);
                    unreadable.add(column);
                }
            }
        }
        return OperationRow.of(columns, unreadable);
    }
}
