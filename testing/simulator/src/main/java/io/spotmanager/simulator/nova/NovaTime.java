package io.spotmanager.simulator.nova;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The two ways in which Nova writes a time, both UTC. */
final class NovaTime {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private NovaTime() {}

    static String micros(Instant instant) {
        return MICROS.format(instant);
    }

    static String seconds(Instant instant) {
        return SECONDS.format(instant);
    }
}
