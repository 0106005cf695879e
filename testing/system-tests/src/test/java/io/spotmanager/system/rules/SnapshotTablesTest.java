package io.spotmanager.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Only one module has statements with the tables of the snapshot, so it can change their columns alone. */
class SnapshotTablesTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path MIGRATION = ROOT.resolve("db/src/main/resources/db/migration/V2__fleet.sql");
    private static final Pattern COMMENT = Pattern.compile("(?ms)^\\s*/\\*.*?\\*/|(?<!:)//[^\\n]*");
    private static final Map<Path, List<String>> statements = new TreeMap<>();
    private static Pattern statement = Pattern.compile("");

    @BeforeAll
    static void search() throws IOException {
        statement = naming(Files.readString(MIGRATION));
        try (var files = Files.walk(ROOT)) {
            for (var file : files.filter(SnapshotTablesTest::isMainSource).toList()) {
                statements.put(ROOT.relativize(file), found(Files.readString(file)));
            }
        }
        assertThat(statements).as("main sources under " + ROOT).hasSizeGreaterThan(100);
        statements.values().removeIf(List::isEmpty);
    }

    /** Every table that the migration of the fleet creates, where a statement can have one. */
    private static Pattern naming(String migration) {
        var tables = Pattern.compile("create table (\\w+)")
                .matcher(migration)
                .results()
                .map(table -> table.group(1))
                .collect(Collectors.joining("|"));
        return Pattern.compile("\\b(?:from|join|into|update|truncate)\\s+(?:%s)\\b".formatted(tables));
    }

    private static List<String> found(String source) {
        return statement
                .matcher(COMMENT.matcher(source).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static boolean isMainSource(Path file) {
        var path = file.toString();
        return path.endsWith(".java") && path.contains("/src/main/java/") && !path.contains("/target/");
    }

    @Test
    void only_the_fleet_and_the_schema_name_the_tables_of_the_snapshot_in_sql() {
        assertThat(statements.keySet())
                .as("%s", statements)
                .allMatch(file -> file.startsWith("libs/fleet") || file.startsWith("db"));
    }

    @Test
    void the_search_finds_statements_and_overlooks_comments() {
        assertThat(found("jdbc.sql(\"select name from host h join pool p on true\")"))
                .containsExactly("from host", "join pool");
        assertThat(found("/** Moves it from host to host. */ // out of one, into pool two\nsql(\"delete from vm\")"))
                .containsExactly("from vm");
        assertThat(statements.keySet()).anyMatch(file -> file.startsWith("libs/fleet"));
    }
}
