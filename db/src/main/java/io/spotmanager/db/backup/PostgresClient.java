package io.spotmanager.db.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL's own programs, for the database of the settings. They get the password in their environment: other users of the machine see command lines. */
final class PostgresClient {
    private static final String FOLDER = "SPOT_POSTGRES_BIN";
    private static final List<String> SHARED = List.of("sslmode", "sslrootcert", "sslcert", "sslkey");
    private static final Pattern RELEASE = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    private final String url;
    private final Properties connection;
    private final String user;
    private final String password;
    private final String folder;

    /** @throws IllegalArgumentException naming the setting that is missing or wrong */
    PostgresClient(Map<String, String> settings) {
        this.url = settings.getOrDefault("SPRING_DATASOURCE_URL", "");
        if (url.isBlank()) {
            throw new IllegalArgumentException(
                    "SPRING_DATASOURCE_URL is not set: the database, such as jdbc:postgresql://HOST:5432/spot, with _USERNAME and _PASSWORD of the owner of the tables.");
        }
        var parsed = Driver.parseURL(url, new Properties());
        if (parsed == null) {
            // Not shown: it may have a password in it.
            throw new IllegalArgumentException(
                    "SPRING_DATASOURCE_URL is no address of a database: write jdbc:postgresql://HOST:PORT/DATABASE.");
        }
        this.connection = parsed;
        this.user = settings.getOrDefault("SPRING_DATASOURCE_USERNAME", parsed.getProperty("user", "postgres"));
        this.password = settings.getOrDefault("SPRING_DATASOURCE_PASSWORD", parsed.getProperty("password", ""));
        this.folder = settings.getOrDefault(FOLDER, "");
    }

    DataSource database() {
        var database = new PGSimpleDataSource();
        database.setUrl(url);
        database.setUser(user);
        database.setPassword(password);
        return database;
    }

    /**
     * Refuses programs that are missing, or older than the server. Blocks while it asks them.
     *
     * @param release of the server, such as 15
     * @throws IllegalStateException naming both releases
     */
    void require(int release, String... programs) throws IOException {
        for (var program : programs) {
            var said = run(program, "--version").strip();
            var found = RELEASE.matcher(said);
            if (!found.find()) {
                throw new IllegalStateException("%s does not say its release: %s".formatted(path(program), said));
            }
            if (Integer.parseInt(found.group(1)) < release) {
                throw new IllegalStateException(
                        "%s is of PostgreSQL %s, and the server of %d: it must not be older. Install postgresql-client-%3$d, or name its folder in %s. Nothing was changed."
                                .formatted(path(program), found.group(1), release, FOLDER));
            }
        }
    }

    /**
     * Runs a program, and waits for its end.
     *
     * @return what it has written
     * @throws IllegalStateException with what it says, if it is missing or fails
     */
    String run(String program, String... arguments) throws IOException {
        return output(words(program, arguments));
    }

    /** The same for a program that connects to the database. */
    String runOnDatabase(String program, String... arguments) throws IOException {
        return output(onDatabase(program, arguments));
    }

    /**
     * Runs in one transaction, on the database, the SQL that a program writes, and then the last statements. Nothing has changed if the program fails, if a statement does, or if
     * this process dies: the commit comes last, and only after the program has ended well. Blocks for as long as that takes.
     *
     * @throws IllegalStateException with what the program or the database says
     */
    void load(List<String> program, String last) throws IOException {
        var words = words(program.getFirst(), program.stream().skip(1).toArray(String[]::new));
        var psql = onDatabase("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-");
        var said = Files.createTempFile("spot-", ".out");
        var complaints = Files.createTempFile("spot-", ".out");
        try {
            var from = start(builder(words).redirectError(complaints.toFile()), words);
            var into = start(builder(psql).redirectErrorStream(true).redirectOutput(said.toFile()), psql);
            try (var script = from.getInputStream();
                    var statements = into.getOutputStream()) {
                statements.write("begin;\n".getBytes(UTF_8));
                script.transferTo(statements);
                if (codeOf(from, words) == 0) {
                    statements.write((last + "\ncommit;\n").getBytes(UTF_8));
                }
            } catch (IOException e) {
                // psql reads no further, and says below why. It only says nothing if it was killed.
                from.destroy();
                requireDone(into, psql, said);
                throw e;
            }
            requireDone(into, psql, said);
            requireDone(from, words, complaints);
        } finally {
            Files.delete(said);
            Files.delete(complaints);
        }
    }

    private String output(List<String> words) throws IOException {
        var output = Files.createTempFile("spot-", ".out");
        try {
            requireDone(
                    start(builder(words).redirectErrorStream(true).redirectOutput(output.toFile()), words),
                    words,
                    output);
            return Files.readString(output, UTF_8);
        } finally {
            Files.delete(output);
        }
    }

    private static void requireDone(Process process, List<String> words, Path output) throws IOException {
        if (codeOf(process, words) != 0) {
            throw new IllegalStateException("%s failed: %s%nNothing was changed."
                    .formatted(words.getFirst(), Files.readString(output, UTF_8).strip()));
        }
    }

    private static int codeOf(Process process, List<String> words) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s ran".formatted(words.getFirst()), e);
        }
    }

    private ProcessBuilder builder(List<String> words) {
        var builder = new ProcessBuilder(words);
        builder.environment().put("LC_ALL", "C");
        if (!password.isEmpty()) {
            builder.environment().put("PGPASSWORD", password);
        }
        return builder;
    }

    private static Process start(ProcessBuilder builder, List<String> words) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "%s cannot be run: install PostgreSQL's client (Debian: postgresql-client) of the server's release or newer, or name its folder in %s. Nothing was changed."
                            .formatted(words.getFirst(), FOLDER),
                    e);
        }
    }

    private List<String> onDatabase(String program, String... arguments) {
        return words(
                program,
                Stream.concat(Stream.of("--no-password", "--dbname", conninfo()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private List<String> words(String program, String... arguments) {
        var words = new ArrayList<>(List.of(path(program)));
        words.addAll(List.of(arguments));
        return words;
    }

    private String path(String program) {
        return folder.isBlank() ? program : Path.of(folder, program).toString();
    }

    private String conninfo() {
        var words = new ArrayList<String>();
        words.add(word("host", connection.getProperty("PGHOST")));
        words.add(word("port", connection.getProperty("PGPORT")));
        words.add(word("dbname", connection.getProperty("PGDBNAME")));
        words.add(word("user", user));
        SHARED.stream()
                .filter(name -> connection.getProperty(name) != null)
                .forEach(name -> words.add(word(name, connection.getProperty(name))));
        return String.join(" ", words);
    }

    private static String word(String name, @Nullable String value) {
        return "%s='%s'"
                .formatted(name, String.valueOf(value).replace("\\", "\\\\").replace("'", "\\'"));
    }
}
