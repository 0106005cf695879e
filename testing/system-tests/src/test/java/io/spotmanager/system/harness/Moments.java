package io.spotmanager.system.harness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Pauses whose duration is part of the test, such as an outage of some seconds. */
public final class Moments {
    private Moments() {}

    public static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }
}
