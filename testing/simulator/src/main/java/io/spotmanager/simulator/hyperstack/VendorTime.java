package io.spotmanager.simulator.hyperstack;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as the vendor writes them: without a zone, with one, or with a fraction. */
final class VendorTime {

    private static final DateTimeFormatter BARE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FRACTION =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ZULU =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private VendorTime() {}

    /** @param id selects the format */
    static String of(long id, Instant instant) {
        return switch ((int) (id % 3)) {
            case 0 -> BARE.format(instant);
            case 1 -> ZULU.format(instant);
            default -> FRACTION.format(instant);
        };
    }
}
