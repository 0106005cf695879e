package io.spotmanager.system.harness;

/** A broker of one test, which may stop it and delete its data. */
public interface BreakableBroker extends Broker {
    /** Restarts it on the same port with its durable data. */
    void restart();

    /** Restarts it on the same port without any data. */
    void loseEverything();
}
