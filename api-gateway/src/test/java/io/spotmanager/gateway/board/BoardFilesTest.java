package io.spotmanager.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;

/** What the pages name, against what there is. */
class BoardFilesTest {
    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final Pattern STYLED = Pattern.compile("@import \"\\./([^\"]+)\"");
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
    private static final Pattern JOINED = Pattern.compile("(?m)^// static/assets/(\\S+)$");
    private static final Pattern EXPORTED = Pattern.compile("(?m)^export ");
    /** For pages of their own. */
    private static final Set<String> OTHERS = Set.of("app/login.js", "app/password.js", "app/customer.js");

    @Test
    void every_module_is_in_the_one_file_and_none_of_its_exports_is_left() throws IOException {
        var script = text(JoinedFiles.modules("static/assets/app/main.js"));
        var modules = files("assets/app", ".js");
        modules.removeAll(OTHERS);

        assertThat(JOINED.matcher(script).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(modules);
        assertThat(EXPORTED.matcher(script).find()).isFalse();
    }

    @Test
    void comments_stay_in_the_sources_and_every_line_of_code_is_sent() throws IOException {
        var script = text(JoinedFiles.modules("static/assets/app/main.js"));
        var modules = files("assets/app", ".js");
        modules.removeAll(OTHERS);

        assertThat(script).doesNotContain("@param").doesNotContain("@ts-check");
        for (var module : modules) {
            assertThat(Files.readAllLines(STATIC.resolve("assets").resolve(module)).stream()
                            .map(String::strip))
                    .as(module)
                    .filteredOn(line -> !isComment(line) && !line.startsWith("import ") && !line.startsWith("export "))
                    .allMatch(line -> script.contains(line) || isOfImport(line));
        }
    }

    private static boolean isComment(String line) {
        return line.startsWith("//")
                || line.startsWith("*")
                || line.startsWith("/*") && (line.endsWith("*/") || !line.contains("*/"));
    }

    /** A list of imported names may have several lines. */
    private static boolean isOfImport(String line) {
        return line.matches("[\\w$ ]+,|\\} from \".*\";");
    }

    @Test
    void a_module_comes_after_all_that_it_needs() throws IOException {
        var script = text(JoinedFiles.modules("static/assets/app/main.js"));

        assertThat(script.indexOf("// static/assets/app/core/signal.js"))
                .isLessThan(script.indexOf("// static/assets/app/core/api.js"));
        assertThat(script.indexOf("// static/assets/app/main.js"))
                .isGreaterThan(script.indexOf("// static/assets/app/pages/docs-page.js"));
    }

    @Test
    void every_style_sheet_is_in_the_one_file_or_in_a_page_that_stands_alone() throws IOException {
        var named = STYLED.matcher(Files.readString(STATIC.resolve("assets/css/all.css")))
                .results()
                .map(found -> "css/" + found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        named.add("css/all.css");
        named.add("css/login.css");
        named.add("css/customer.css");

        assertThat(named).containsExactlyInAnyOrderElementsOf(files("assets/css", ".css"));
        assertThat(text(JoinedFiles.styles("static/assets/css/all.css")))
                .contains(Files.readString(STATIC.resolve("assets/css/timeline.css")))
                .doesNotContain("@import");
    }

    @Test
    void the_page_of_the_board_names_few_files() throws IOException {
        assertThat(LOADED.matcher(Files.readString(STATIC.resolve("index.html")))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrder(
                        "/assets/boot.js",
                        "/assets/board.js",
                        "/assets/board.css",
                        "/assets/icon.svg",
                        "/assets/fonts/inter.woff2");
    }

    private static String text(Resource file) throws IOException {
        return file.getContentAsString(StandardCharsets.UTF_8);
    }

    private static Set<String> files(String folder, String ending) throws IOException {
        try (var all = Files.walk(STATIC.resolve(folder))) {
            return all.map(file -> STATIC.resolve("assets").relativize(file).toString())
                    .filter(name -> name.endsWith(ending))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
