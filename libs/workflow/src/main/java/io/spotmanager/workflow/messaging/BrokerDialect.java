package io.spotmanager.workflow.messaging;

import java.util.Map;

/** The queue arguments of each supported broker. */
public enum BrokerDialect {
    /** RabbitMQ 3.10 and later: replicated quorum queues, dead letters that are confirmed before they leave their queue. */
    RABBITMQ {
        @Override
        Map<String, Object> ofCommands(String deadLetterExchange) {
            return Map.of(
                    "x-queue-type", "quorum",
                    "x-dead-letter-exchange", deadLetterExchange,
                    "x-dead-letter-strategy", "at-least-once",
                    "x-overflow", "reject-publish");
        }

        @Override
        Map<String, Object> ofDeadLetters() {
            return Map.of("x-queue-type", "quorum", "x-overflow", "reject-publish");
        }
    },

    /** The embedded Broker-J, which offers the same under different argument names. */
    BROKER_J {
        @Override
        Map<String, Object> ofCommands(String deadLetterExchange) {
            return Map.of("alternateExchange", deadLetterExchange, "maximumDeliveryAttempts", 1);
        }

        @Override
        Map<String, Object> ofDeadLetters() {
            return Map.of();
        }
    };

    abstract Map<String, Object> ofCommands(String deadLetterExchange);

    abstract Map<String, Object> ofDeadLetters();
}
