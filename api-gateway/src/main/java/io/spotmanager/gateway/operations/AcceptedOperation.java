package io.spotmanager.gateway.operations;

import java.util.UUID;

/** The response to a command: its operation. */
public record AcceptedOperation(UUID id, String state, String href) implements CommandAnswer {}
