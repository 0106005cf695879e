package io.spotmanager.system.recording;

import java.util.List;
import java.util.UUID;

/**
 * An open operation that was caught in a state.
 *
 * @param what happened to it, for the message of a failing test
 * @param ends the states one of which it must reach, or stay in
 */
record Situation(UUID operation, String kind, String state, String what, List<String> ends) {
    /** Returns true if it waits for a person, and nobody asks for anything. */
    boolean stays() {
        return ends.contains(state);
    }
}
