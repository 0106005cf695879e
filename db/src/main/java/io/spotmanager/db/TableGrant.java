package io.spotmanager.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One statement of {@code rights.sql}.
 *
 * @param rights as in SQL, such as {@code select, insert}
 */
record TableGrant(String rights, List<String> tables, Set<Part> parts) {
    private static final String FILE = "/db/rights.sql";
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
    private static final Pattern STATEMENT =
            Pattern.compile("grant ((?:select|insert|update|delete)[a-z_ (),]*) on ([a-z0-9_, ]+) to ([a-z_, ]+)");

    /** Returns every statement of the file. */
    static List<TableGrant> all() {
        try (var file = Objects.requireNonNull(TableGrant.class.getResourceAsStream(FILE), FILE)) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(COMMENT.matcher(text).replaceAll("").split(";"))
                    .map(statement -> statement.strip().replaceAll("\\s+", " "))
                    .filter(statement -> !statement.isEmpty())
                    .map(TableGrant::parsed)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TableGrant parsed(String statement) {
        var match = STATEMENT.matcher(statement);
        if (!match.matches()) {
            throw new IllegalStateException("%s has a statement of another form: %s".formatted(FILE, statement));
        }
        return new TableGrant(
                match.group(1),
                listed(match.group(2)).toList(),
                listed(match.group(3)).map(TableGrant::part).collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<String> listed(String names) {
        return Arrays.stream(names.split(",")).map(String::strip);
    }

    private static Part part(String grantee) {
        return Arrays.stream(Part.values())
                .filter(part -> part.grantee().equals(grantee))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s names no part: %s".formatted(FILE, grantee)));
    }

    /** Returns this statement for one role. */
    String to(String role) {
        return "grant %s on %s to %s".formatted(rights, String.join(", ", tables), role);
    }
}
