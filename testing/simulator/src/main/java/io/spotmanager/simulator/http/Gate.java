package io.spotmanager.simulator.http;

/** Decides what the caller of a service receives. */
@FunctionalInterface
public interface Gate {

    Answer pass(Request request);
}
