package io.spotmanager.simulator.http;

/** A simulated service; it answers every request. */
@FunctionalInterface
public interface Service {

    Response answer(Request request);
}
