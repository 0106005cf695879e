package io.spotmanager.gateway.operations;

/** The response to a command: its operation, that a second person has to approve it before there is one, or that it begins at a time. */
public sealed interface CommandAnswer permits AcceptedOperation, PendingApproval, PlannedReservation {}
