package io.spotmanager.gateway.board;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Bundles the modules of the board into one file and its style sheets into another, so that one lost request of many cannot
 * break the page. The sources are plain modules that also work unbundled. Supported forms: named imports, and exports of
 * constants, classes and functions, each at the start of a line. Comments stay in the sources: they are a quarter of what a browser would fetch.
 */
final class JoinedFiles {
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import\\s+(?:\\{([^}]*)\\}\\s+from\\s+)?\"(\\.[^\"]+)\";\\R?");
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export ((?:const|class|function\\*?|async function\\*?) ([\\w$]+))");
    private static final Pattern UNSUPPORTED = Pattern.compile("(?m)^(?:import|export)\\b.*");
    /** No template literal has more than one line (a rule of the linter), so a line that looks like a comment is one. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*(?://.*|/\\*(?>(?s:.*?)\\*/)[ \\t]*)\\R");

    private static final Pattern STYLE_IMPORT = Pattern.compile("(?m)^@import \"([^\"]+)\";$");

    /** By path of a bundled module: the name of the constant with its exports. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private final StringBuilder text = new StringBuilder();

    private JoinedFiles() {}

    /** @throws IllegalStateException if modules import each other in a cycle, or use an unsupported import or export */
    static Resource modules(String entry) {
        var joined = new JoinedFiles();
        joined.add(entry, List.of());
        return named("board.js", joined.text.toString());
    }

    /** @param entry a style sheet that has only imports */
    static Resource styles(String entry) {
        var sheets = STYLE_IMPORT
                .matcher(read(entry))
                .results()
                .map(found -> read(relative(entry, found.group(1))).replace("url(\"../", "url(\"")) // one folder up
                .collect(Collectors.joining("\n"));
        return named("board.css", sheets);
    }

    private String add(String path, List<String> above) {
        if (above.contains(path)) {
            throw new IllegalStateException("%s imports itself through %s".formatted(path, above));
        }
        var known = names.get(path);
        return known != null ? known : write(path, above);
    }

    private String write(String path, List<String> above) {
        var source = COMMENT.matcher(read(path)).replaceAll("");
        var needs = new ArrayList<>(above);
        needs.add(path);
        var imports = IMPORT.matcher(source)
                .results()
                .map(found -> imported(found, add(relative(path, found.group(2)), needs)))
                .collect(Collectors.joining());
        var exports =
                EXPORT.matcher(source).results().map(found -> found.group(2)).collect(Collectors.joining(", "));
        var body = EXPORT.matcher(IMPORT.matcher(source).replaceAll("")).replaceAll("$1");
        var left = UNSUPPORTED.matcher(body);
        if (left.find()) {
            throw new IllegalStateException("%s has an unsupported import or export: %s".formatted(path, left.group()));
        }
        var name = "module$" + names.size();
        names.put(path, name);
        text.append("// %s%nconst %s = (() => {%n".formatted(path, name))
                .append(imports)
                .append(body)
                .append("return { %s };%n})();%n".formatted(exports));
        return name;
    }

    private static String imported(MatchResult found, String module) {
        var named = found.group(1);
        return named == null
                ? ""
                : "const {%s} = %s;%n".formatted(named.replaceAll("([\\w$]+)\\s+as\\s+([\\w$]+)", "$1: $2"), module);
    }

    private static String relative(String path, String to) {
        try {
            return ((ClassPathResource) new ClassPathResource(path).createRelative(to)).getPath();
        } catch (RuntimeException e) {
            throw new IllegalStateException("%s imports %s, which is not a path".formatted(path, to), e);
        }
    }

    private static String read(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not on the class path", e);
        }
    }

    private static Resource named(String name, String text) {
        return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8), name) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }
}
