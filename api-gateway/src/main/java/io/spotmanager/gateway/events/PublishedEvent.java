package io.spotmanager.gateway.events;

import java.util.UUID;

/** The event frame of an operation, and when the operation changed. */
record PublishedEvent(UUID operation, EventId changed, SseFrame frame) {}
