/** Exchanges, queues and messages, on RabbitMQ and on the embedded broker. */
@NullMarked
package io.spotmanager.workflow.messaging;

import org.jspecify.annotations.NullMarked;
