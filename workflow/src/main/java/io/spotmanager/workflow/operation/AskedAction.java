package io.spotmanager.workflow.operation;

import io.spotmanager.workflow.machine.Signal;

/** An operator's wish for an open operation, with the reason that the operator gave. */
public record AskedAction(Signal signal, String actor, String reason) {}
