package io.spotmanager.simulator.control;

import tools.jackson.databind.node.ObjectNode;

/** A part of the simulated world beside the hosts and pools, as a test sees it from behind the curtain. */
public interface Part {

    /** Adds the whole truth about this part to the picture, under keys of its own. */
    void describe(ObjectNode picture);

    /** Puts back everything as it was at the start. */
    void reset();
}
