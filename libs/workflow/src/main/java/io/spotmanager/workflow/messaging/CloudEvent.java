package io.spotmanager.workflow.messaging;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;

/**
 * The attributes of an event on {@code spot.events}: a CloudEvent 1.0 in the binary content mode of the AMQP binding. The attributes
 * are headers and the body is the data alone, so that it reads as it did before there were attributes.
 *
 * @param source what the event happened to, as a URI reference
 * @param subject which part of the source; null if the event tells of several
 * @param time when it happened
 * @param dataschema the URI of the data's schema in {@code docs/asyncapi.yaml}; null if there is no data
 */
public record CloudEvent(
        String id,
        String type,
        String source,
        @Nullable String subject,
        Instant time,
        @Nullable String dataschema) {
    /** Before the name of each attribute. All versions of the binding know this spelling; later ones also write {@code cloudEvents_}. */
    public static final String PREFIX = "cloudEvents:";

    private static final String VERSION = "1.0";

    /** An event with an id of its own. */
    public static CloudEvent of(String type, String source, @Nullable String subject, Instant time, String dataschema) {
        return new CloudEvent(UUID.randomUUID().toString(), type, source, subject, time, dataschema);
    }

    /** An event that says all that it has to say by its type. */
    public static CloudEvent withoutData(String type, String source, Instant time) {
        return new CloudEvent(UUID.randomUUID().toString(), type, source, null, time, null);
    }

    /**
     * Returns the message: not persistent, since nobody waits for an event that a broker lost.
     *
     * @param data JSON; empty if there is none
     */
    public Message with(byte[] data) {
        var properties = new MessageProperties();
        properties.setDeliveryMode(MessageDeliveryMode.NON_PERSISTENT);
        properties.setMessageId(id);
        properties.setType(type);
        properties.setTimestamp(Date.from(time));
        if (data.length > 0) {
            properties.setContentType("application/json"); // the attribute datacontenttype
        }
        set(properties, "specversion", VERSION);
        set(properties, "id", id);
        set(properties, "type", type);
        set(properties, "source", source);
        set(properties, "subject", subject);
        set(properties, "time", time.toString());
        set(properties, "dataschema", dataschema);
        return new Message(data, properties);
    }

    private static void set(MessageProperties properties, String attribute, @Nullable String value) {
        if (value != null) {
            properties.setHeader(PREFIX + attribute, value);
        }
    }
}
