package io.spotmanager.simulator.http;

/** A simulated service: it answers whatever it is asked, with a refusal if need be. */
@FunctionalInterface
public interface Service {

    Response answer(Request request);
}
