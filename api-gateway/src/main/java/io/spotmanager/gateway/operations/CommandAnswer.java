package io.spotmanager.gateway.operations;

/** The response to a command: its operation, or that a second person has to approve it before there is one. */
public sealed interface CommandAnswer permits AcceptedOperation, PendingApproval {}
