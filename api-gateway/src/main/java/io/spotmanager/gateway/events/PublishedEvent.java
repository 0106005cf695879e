package io.spotmanager.gateway.events;

import java.util.UUID;

/** An operation's present state as it is told, and when that came about. */
record PublishedEvent(UUID operation, EventId changed, SseFrame frame) {}
