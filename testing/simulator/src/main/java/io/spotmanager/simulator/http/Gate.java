package io.spotmanager.simulator.http;

/** Decides what becomes of a call on its way to the services and back. */
@FunctionalInterface
public interface Gate {

    Answer pass(Request request);
}
