package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a list. A row that is no object becomes null, so that each list decides what a row without sense
 * means. Fields that the row's record does not name are skipped while they are parsed: they take no memory.
 */
final class RowReader extends JsonDeserializer<@Nullable Object> implements ContextualDeserializer {
    private final @Nullable JavaType row;

    /** Called by Jackson, which tells the type of the rows afterwards. */
    RowReader() {
        this(null);
    }

    private RowReader(@Nullable JavaType row) {
        this.row = row;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return new RowReader(context.getContextualType());
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return context.readValue(parser, row);
        }
        parser.skipChildren();
        return null;
    }
}
