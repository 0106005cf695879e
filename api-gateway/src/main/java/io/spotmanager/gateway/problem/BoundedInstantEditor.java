package io.spotmanager.gateway.problem;

import java.beans.PropertyEditorSupport;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.format.datetime.standard.InstantFormatter;

/** Accepts times from 1970 to 9999; PostgreSQL cannot store times far outside of that range. */
public final class BoundedInstantEditor extends PropertyEditorSupport {
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final InstantFormatter FORMAT = new InstantFormatter();

    public static boolean is(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(END);
    }

    @Override
    public void setAsText(@Nullable String text) {
        setValue(text == null || text.isEmpty() ? null : read(text));
    }

    private static Instant read(String text) {
        try {
            var time = FORMAT.parse(text, Locale.ROOT);
            if (is(time)) {
                return time;
            }
        } catch (ParseException | DateTimeException e) {
            throw new IllegalArgumentException("not a time", e);
        }
        throw new IllegalArgumentException("not a time from 1970 to 9999");
    }
}
