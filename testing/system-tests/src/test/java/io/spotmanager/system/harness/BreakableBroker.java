package io.spotmanager.system.harness;

/** A broker that only one test uses, which may therefore do to it what it likes. */
public interface BreakableBroker extends Broker {
    /** Down and up again on the same port, with what it promises to keep. */
    void restart();

    /** Down and up again on the same port, with nothing left of what it knew. */
    void loseEverything();
}
