package io.spotmanager.system.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The states that the generated pages of the workflows show. */
final class DocumentedStates {
    private static final Path WORKFLOWS = Path.of("../../docs/workflows");
    private static final Pattern NAME = Pattern.compile("(?m)^# The workflow `([\\w-]+)`$");
    private static final Pattern STATE = Pattern.compile("(?m)^\\| ([A-Z_]+) \\|");

    private DocumentedStates() {}

    /** As {@code workflow/STATE}. */
    static List<String> all() {
        try (var pages = Files.list(WORKFLOWS)) {
            return pages.flatMap(DocumentedStates::states).distinct().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> states(Path file) {
        try {
            var page = Files.readString(file);
            var name = NAME.matcher(page);
            return name.find()
                    ? STATE.matcher(page).results().map(state -> name.group(1) + "/" + state.group(1))
                    : Stream.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
