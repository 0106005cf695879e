package io.spotmanager.system.message;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.message.impl.BaseGenericBinaryMessageReaderImpl;
import io.cloudevents.core.provider.EventFormatProvider;
import io.spotmanager.audit.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a message with the SDK of CloudEvents, by the AMQP binding's rules for the binary content mode. */
final class CloudEventReader extends BaseGenericBinaryMessageReaderImpl<String, String> {
    private static final String PREFIX = "cloudEvents:";
    private static final String CONTENT_TYPE = "content-type";

    private final Map<String, String> headers;
    private final @Nullable String contentType;

    private CloudEventReader(ReadMessage message) {
        super(
                SpecVersion.parse(message.header(PREFIX + "specversion")),
                message.body().isEmpty()
                        ? null
                        : BytesCloudEventData.wrap(message.body().getBytes(StandardCharsets.UTF_8)));
        headers = message.headers();
        contentType = message.properties().getContentType();
    }

    /** @throws RuntimeException if it is no valid CloudEvent */
    static CloudEvent read(ReadMessage message) {
        return new CloudEventReader(message).toEvent();
    }

    /** The same event in the JSON format of CloudEvents, for which there is a schema. */
    static JsonNode structured(CloudEvent event) {
        var format = EventFormatProvider.getInstance().resolveFormat("application/cloudevents+json");
        return Json.MAPPER.readTree(java.util.Objects.requireNonNull(format).serialize(event));
    }

    @Override
    protected boolean isContentTypeHeader(String key) {
        return key.equals(CONTENT_TYPE);
    }

    @Override
    protected boolean isCloudEventsHeader(String key) {
        return key.startsWith(PREFIX);
    }

    @Override
    protected String toCloudEventsKey(String key) {
        return key.substring(PREFIX.length());
    }

    @Override
    protected void forEachHeader(BiConsumer<String, String> each) {
        headers.forEach(each);
        if (contentType != null) {
            each.accept(CONTENT_TYPE, contentType);
        }
    }

    @Override
    protected String toCloudEventsValue(String value) {
        return value;
    }
}
