package io.spotmanager.simulator.control;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A part of the simulated state beside the hosts and pools, for the control API. */
public interface Part {

    /** Adds the state of this part to the view, under its own keys. */
    void describe(ObjectNode view);

    /** Restores the state of the start. */
    void reset();

    /** Restores, right after a reset, what {@link #describe} once showed; changes that were under way then are done. */
    default void restore(JsonNode view) {}
}
