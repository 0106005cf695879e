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

/** Times that come with Z, with an offset, with a fraction, with a blank for the T, or without any zone. */
final class VendorTime {

    private static final DateTimeFormatter ANY =
            DateTimeFormatter.ofPattern("[uuuu-MM-dd'T'HH:mm:ss][uuuu-MM-dd HH:mm:ss][.SSSSSSSSS][.SSSSSS][.SSS][XXX]");

    private VendorTime() {}

    /** UTC where no zone is told; null for what cannot be read, as no decision hangs on these times. */
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
