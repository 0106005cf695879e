package io.spotmanager.workflow.operation;

import java.util.Collection;
import java.util.UUID;

/**
 * Who claims operations.
 *
 * @param kind of the worker's workflow; a command that came to the wrong queue claims nothing
 * @param states that its table describes; an operation in another one is left for a worker that knows it
 */
public record Claimant(UUID worker, String kind, Collection<String> states) {}
