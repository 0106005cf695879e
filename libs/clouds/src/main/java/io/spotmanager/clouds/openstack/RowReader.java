package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a list. A row that is no object becomes null, so that each list decides what a row without sense
 * means. Fields that the row's record does not name are skipped while they are parsed: they take no memory.
 */
abstract class RowReader<T> extends JsonDeserializer<@Nullable T> {
    private final Class<T> type;

    RowReader(Class<T> type) {
        this.type = type;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return context.readValue(parser, type);
        }
        parser.skipChildren();
        return null;
    }
}
