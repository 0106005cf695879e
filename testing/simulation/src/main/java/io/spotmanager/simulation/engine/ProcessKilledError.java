package io.spotmanager.simulation.engine;

/** Unwinds the threads of a killed process. What they still attempt on the way is refused with the same error. */
public final class ProcessKilledError extends Error {
    ProcessKilledError(String process) {
        super(process + " was killed", null, false, false);
    }
}
