package io.spotmanager.system.recording;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.spotmanager.system.message.ReadMessage;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A message as a file keeps it: where it was sent, its properties, its headers as texts, and its body. */
record RecordedMessage(
        String exchange,
        String route,
        @Nullable String contentType,
        @Nullable String contentEncoding,
        @Nullable Integer deliveryMode,
        @Nullable Integer priority,
        @Nullable String messageId,
        @Nullable String type,
        @Nullable String appId,
        @Nullable Instant timestamp,
        Map<String, String> headers,
        String body) {
    static RecordedMessage of(ReadMessage message) {
        var properties = message.properties();
        return new RecordedMessage(
                message.exchange(),
                message.route(),
                properties.getContentType(),
                properties.getContentEncoding(),
                properties.getDeliveryMode(),
                properties.getPriority(),
                properties.getMessageId(),
                properties.getType(),
                properties.getAppId(),
                properties.getTimestamp() == null
                        ? null
                        : properties.getTimestamp().toInstant(),
                new TreeMap<>(message.headers()),
                message.body());
    }

    ReadMessage read() {
        var properties = new BasicProperties.Builder()
                .contentType(contentType)
                .contentEncoding(contentEncoding)
                .deliveryMode(deliveryMode)
                .priority(priority)
                .messageId(messageId)
                .type(type)
                .appId(appId)
                .timestamp(timestamp == null ? null : Date.from(timestamp))
                .headers(Map.copyOf(headers))
                .build();
        return new ReadMessage(exchange, route, properties, body);
    }
}
