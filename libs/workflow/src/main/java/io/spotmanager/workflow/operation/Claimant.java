package io.spotmanager.workflow.operation;

import java.util.Collection;
import java.util.UUID;

/**
 * A worker that claims operations.
 *
 * @param kind the worker's workflow; operations of other kinds are not claimed
 * @param states the states in the worker's transition table; an operation in another state is left to a worker that knows it
 */
public record Claimant(UUID worker, String kind, Collection<String> states) {}
