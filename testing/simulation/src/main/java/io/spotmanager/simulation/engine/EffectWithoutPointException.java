package io.spotmanager.simulation.engine;

/** Code of the service had an effect on a thread that the scheduler does not order. */
public final class EffectWithoutPointException extends RuntimeException {
    EffectWithoutPointException(String effect) {
        super(
                "%s happened on a thread without the baton: the scheduler cannot order it, and no fault can be tried there"
                        .formatted(effect));
    }
}
