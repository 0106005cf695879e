package io.spotmanager.clouds.netbox;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Normalises texts that people entered: one line, limited length, null if empty. */
final class Text {

    private static final int LONGEST = 200;
    private static final int MOST_NAMES = 3;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private Text() {}

    static @Nullable String of(JsonNode node) {
        if (!node.isString()) {
            return null;
        }
        String line = BLANKS.matcher(node.stringValue()).replaceAll(" ").strip();
        return line.isEmpty() ? null : line.substring(0, Math.min(line.length(), LONGEST));
    }

    /** Returns the name of a nested object; older versions have only its display text. */
    static @Nullable String named(JsonNode object) {
        String name = of(object.path("name"));
        return name == null ? of(object.path("display")) : name;
    }

    /** Returns the number of names and the first ones. */
    static String some(List<String> names) {
        List<String> first = names.stream().sorted().limit(MOST_NAMES).toList();
        return names.size() == first.size()
                ? String.join(", ", first)
                : "%d devices (%s, ...)".formatted(names.size(), String.join(", ", first));
    }

    static String lower(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
    }
}
