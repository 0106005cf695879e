package io.spotmanager.simulation.engine;

/** What others do at a point. */
@FunctionalInterface
public interface Surroundings {
    /** @param at the actor that is at the point */
    void happen(Fault fault, Actor at);
}
