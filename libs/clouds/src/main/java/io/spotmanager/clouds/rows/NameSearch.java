package io.spotmanager.clouds.rows;

import io.spotmanager.domain.call.CloudResult;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One search for things of a name, on whose answer depends whether another one is created. A row of that name must be
 * readable, and a row whose name cannot be read may be the one. Not thread-safe.
 */
public final class NameSearch {

    private final String name;
    private boolean sawNameless;

    public NameSearch(String name) {
        this.name = name;
    }

    /** True for a row that must not be left out. */
    public boolean isEssential(JsonNode row) {
        String given = row.path("name").isString() ? row.path("name").stringValue() : null;
        sawNameless |= given == null || given.isBlank();
        return name.equals(given);
    }

    /**
     * Returns the things of exactly that name. Indeterminate if there are none and a row had no readable name.
     *
     * @param thing what a row is, such as {@code VM}
     */
    public <T> CloudResult<List<T>> among(List<T> things, Function<T, @Nullable String> nameOf, String thing) {
        List<T> found =
                things.stream().filter(each -> name.equals(nameOf.apply(each))).toList();
        return found.isEmpty() && sawNameless
                ? new CloudResult.Indeterminate<>(
                        "a %s without a readable name, which may be %s".formatted(thing, name))
                : new CloudResult.Ok<>(found);
    }
}
