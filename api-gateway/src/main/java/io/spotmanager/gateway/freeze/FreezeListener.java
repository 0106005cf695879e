package io.spotmanager.gateway.freeze;

/** Is told that the freeze may have changed, so that open boards show it at once. */
public interface FreezeListener {
    /** Reads the freeze. Returns when the change is on its way to the boards of this gateway. */
    void poll();
}
