package io.spotmanager.simulator.control;

import tools.jackson.databind.node.ObjectNode;

/** A part of the simulated state beside the hosts and pools, for the control API. */
public interface Part {

    /** Adds the state of this part to the view, under its own keys. */
    void describe(ObjectNode view);

    /** Restores the state of the start. */
    void reset();
}
