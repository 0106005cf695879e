package io.spotmanager.system.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The states that the generated pages of the workflows show, against those that the board has words for. */
final class BoardWords {
    private static final Path PLANS =
            Path.of("../../api-gateway/src/main/resources/static/assets/app/operations/plans.js");
    private static final Path WORKFLOWS = Path.of("../../docs/workflows");
    private static final Pattern STATE = Pattern.compile("(?m)^    (\\w+): \\1 \\(");

    private BoardWords() {}

    static List<String> missing() {
        var plans = read(PLANS);
        try (var pages = Files.list(WORKFLOWS)) {
            return pages.flatMap(page -> states(read(page)))
                    .distinct()
                    .filter(state -> !plans.contains("\"%s\"".formatted(state)) && !plans.contains(state + ":"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> states(String page) {
        return STATE.matcher(page).results().map(state -> state.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
