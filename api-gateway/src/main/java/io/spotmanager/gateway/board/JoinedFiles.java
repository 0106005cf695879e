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
 * The board's modules as one file, and its style sheets as another: a browser that loses one of a hundred requests would
 * otherwise be left with nothing. The sources stay plain modules, and work as they are. What is allowed in them is what the sources
 * use: named imports, and exports of constants, classes and functions, each at the beginning of a line.
 */
final class JoinedFiles {
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import\\s+(?:\\{([^}]*)\\}\\s+from\\s+)?\"(\\.[^\"]+)\";\\R?");
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export ((?:const|class|function\\*?|async function\\*?) ([\\w$]+))");
    private static final Pattern LEFT = Pattern.compile("(?m)^(?:import|export)\\b.*");
    private static final Pattern STYLE_IMPORT = Pattern.compile("(?m)^@import \"([^\"]+)\";$");

    /** By the path of each module that is in the text already: what its exports are called there. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private final StringBuilder text = new StringBuilder();

    private JoinedFiles() {}

    /** @throws IllegalStateException if a module needs itself, or has an import or export of another form */
    static Resource modules(String entry) {
        var joined = new JoinedFiles();
        joined.add(entry, List.of());
        return named("board.js", joined.text.toString());
    }

    /** @param entry has nothing but imports */
    static Resource styles(String entry) {
        var sheets = STYLE_IMPORT
                .matcher(read(entry))
                .results()
                .map(found -> read(relative(entry, found.group(1))))
                .collect(Collectors.joining("\n"));
        return named("board.css", sheets);
    }

    private String add(String path, List<String> above) {
        if (above.contains(path)) {
            throw new IllegalStateException("%s needs itself, through %s".formatted(path, above));
        }
        var known = names.get(path);
        return known != null ? known : write(path, above);
    }

    private String write(String path, List<String> above) {
        var source = read(path);
        var needs = new ArrayList<>(above);
        needs.add(path);
        var imports = IMPORT.matcher(source)
                .results()
                .map(found -> imported(found, add(relative(path, found.group(2)), needs)))
                .collect(Collectors.joining());
        var exports =
                EXPORT.matcher(source).results().map(found -> found.group(2)).collect(Collectors.joining(", "));
        var body = EXPORT.matcher(IMPORT.matcher(source).replaceAll("")).replaceAll("$1");
        var left = LEFT.matcher(body);
        if (left.find()) {
            throw new IllegalStateException("%s has a form that cannot be joined: %s".formatted(path, left.group()));
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
            throw new IllegalStateException("%s names %s, which is no address".formatted(path, to), e);
        }
    }

    private static String read(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not in the program", e);
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
