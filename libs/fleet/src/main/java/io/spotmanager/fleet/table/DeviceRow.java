package io.spotmanager.fleet.table;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine as NetBox describes it.
 *
 * @param missingSince since when NetBox does not show it any more, so that these are its last values; null if it does
 */
public record DeviceRow(
        String name,
        @Nullable String status,
        @JsonUnwrapped Ownership ownership,
        @Nullable Boolean nvlinks,
        List<String> tags,
        @Nullable String url,
        @Nullable Instant missingSince)
        implements Row {
    public DeviceRow missingSince(Instant since) {
        return new DeviceRow(name, status, ownership, nvlinks, tags, url, since);
    }

    @Override
    public String key() {
        return name;
    }
}
