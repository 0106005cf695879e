package io.spotmanager.clouds.hyperstack;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads times with Z, an offset, a fraction, a blank instead of T, or without a zone. */
final class VendorTime {

    private static final DateTimeFormatter ANY =
            DateTimeFormatter.ofPattern("[uuuu-MM-dd'T'HH:mm:ss][uuuu-MM-dd HH:mm:ss][.SSSSSSSSS][.SSSSSS][.SSS][XXX]");

    private VendorTime() {}

    /** Returns UTC if there is no zone; null if the text is not a time. No decision depends on these times. */
    static @Nullable Instant read(JsonNode time) {
        try {
            TemporalAccessor read = ANY.parseBest(time.asString(""), OffsetDateTime::from, LocalDateTime::from);
            return read instanceof OffsetDateTime exact
                    ? exact.toInstant()
                    : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
