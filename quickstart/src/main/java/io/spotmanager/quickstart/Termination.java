package io.spotmanager.quickstart;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * Waits for Ctrl-C or a request to end. Not a shutdown hook: the database and the broker within this process have hooks of
 * their own, all of which run at once, and the workers must have stopped before either goes.
 */
final class Termination {
    private Termination() {}

    static void await() throws InterruptedException {
        var asked = new CountDownLatch(1);
        for (var name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> asked.countDown());
        }
        asked.await();
    }
}
