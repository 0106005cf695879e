package io.spotmanager.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pages name by hand, against what there is. */
class BoardFilesTest {
    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final Pattern PRELOADED = Pattern.compile("rel=\"modulepreload\" href=\"([^\"]+)\"");
    private static final Pattern STYLED = Pattern.compile("rel=\"stylesheet\" href=\"(/assets/[^\"]+)\"");
    /** Named by script elements. */
    private static final Set<String> ENTRIES = Set.of("/assets/app/main.js", "/assets/app/login.js");

    @Test
    void every_module_is_fetched_at_once_and_none_that_is_not_there() throws IOException {
        var modules = files("assets/app", ".js");
        modules.removeAll(ENTRIES);

        assertThat(named(PRELOADED, "index.html")).containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void every_style_sheet_is_in_a_page() throws IOException {
        var named = new TreeSet<>(named(STYLED, "index.html"));
        named.addAll(named(STYLED, "login.html"));

        assertThat(named).containsExactlyInAnyOrderElementsOf(files("assets/css", ".css"));
    }

    private static List<String> named(Pattern link, String page) throws IOException {
        return link.matcher(Files.readString(STATIC.resolve(page)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Set<String> files(String folder, String ending) throws IOException {
        try (var all = Files.walk(STATIC.resolve(folder))) {
            return all.map(file -> "/" + STATIC.relativize(file))
                    .filter(name -> name.endsWith(ending))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
