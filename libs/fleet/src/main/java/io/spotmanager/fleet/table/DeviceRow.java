package io.spotmanager.fleet.table;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine as NetBox describes it. */
public record DeviceRow(
        String name,
        @Nullable String status,
        @JsonUnwrapped Ownership ownership,
        @Nullable Boolean nvlinks,
        List<String> tags,
        @Nullable String url)
        implements Row {
    @Override
    public String key() {
        return name;
    }
}
