package io.spotmanager.system.harness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Time that has to pass because passing is the point, as in an outage of so many seconds. */
public final class Moments {
    private Moments() {}

    public static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }
}
