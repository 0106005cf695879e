package io.spotmanager.gateway.operations;

import java.util.UUID;

/** The answer to a command: where to follow it. */
public record AcceptedOperation(UUID id, String state, String href) {}
