package io.spotmanager.audit.export;

import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.DatabaseClock;
import io.spotmanager.audit.KeyFiles;
import io.spotmanager.audit.VerificationRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code ./spot archive-history}: moves operations that are older than a setting from the database into files, and leaves a signed statement of what has left. Exit code 0: done,
 * or nothing to do; 1: something is not as it should be, and nothing more was deleted; 2: a setting is missing or the database does not answer.
 */
public final class ArchiveHistory {
    static final int LEAST_MONTHS = 3;

    private static final String MONTHS = "SPOT_HISTORY_KEEP_MONTHS";
    private static final String FOLDER = "SPOT_HISTORY_ARCHIVE_DIR";
    private static final int STOPPED = 1;
    private static final int NOT_BEGUN = 2;
    private static final String USAGE = """
            usage: archive-history [--by NAME]
            Settings: %s (months, at least %d; without it everything is kept), %s, SPOT_AUDIT_KEY_FILE or SPOT_AUDIT_KEY,
            SPOT_AUDIT_TRUSTED_KEYS, SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD. See docs/operations.md.""".formatted(MONTHS, LEAST_MONTHS, FOLDER);

    private ArchiveHistory() {}

    static void main(String[] arguments) {
        try {
            run(List.of(arguments), System::getenv, System.out::println);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(NOT_BEGUN);
        } catch (IllegalStateException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(STOPPED);
        } catch (DataAccessException | TransactionException e) {
            System.err.println("The database does not answer as it should: " + e.getMessage());
            System.exit(NOT_BEGUN);
        }
    }

    /**
     * Archives what may leave.
     *
     * @param environment the settings
     * @param log gets a sentence for each thing that was done
     * @throws IllegalArgumentException if a setting is missing or wrong; nothing was done
     */
    static void run(List<String> arguments, Function<String, @Nullable String> environment, Consumer<String> log)
            throws IOException {
        var by = by(arguments, environment);
        var months = months(environment);
        if (months == 0) {
            log.accept("%s is not set, so everything is kept.".formatted(MONTHS));
            return;
        }
        var key = key(environment);
        var folder = Path.of(required(environment, FOLDER, "the folder for the files of what leaves"));
        var trusted = KeyFiles.trusted(KeyFiles.listed(environment.apply("SPOT_AUDIT_TRUSTED_KEYS")))
                .and(key);
        var database = new SingleConnectionDataSource(
                required(environment, "SPRING_DATASOURCE_URL", "the database"),
                Objects.requireNonNullElse(environment.apply("SPRING_DATASOURCE_USERNAME"), ""),
                Objects.requireNonNullElse(environment.apply("SPRING_DATASOURCE_PASSWORD"), ""),
                true);
        try {
            var jdbc = JdbcClient.create(database);
            var transactions = new JdbcTransactionManager(database);
            var snapshot = new TransactionTemplate(transactions);
            snapshot.setReadOnly(true);
            snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            InstantSource clock = new DatabaseClock(jdbc);
            var before =
                    clock.instant().atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
            var left = new HistoryArchiver(
                            jdbc,
                            new TransactionTemplate(transactions),
                            snapshot,
                            VerificationRules.trusting(trusted),
                            key,
                            folder,
                            log)
                    .archive(before, by);
            log.accept("%d operations that ended before %s have left the database.".formatted(left, before));
        } finally {
            database.destroy();
        }
    }

    private static String by(List<String> arguments, Function<String, @Nullable String> environment) {
        if (arguments.isEmpty()) {
            var user = environment.apply("USER");
            return user == null || user.isBlank() ? "the command" : user;
        }
        if (arguments.size() != 2
                || !arguments.getFirst().equals("--by")
                || arguments.getLast().isBlank()) {
            throw new IllegalArgumentException(USAGE);
        }
        return arguments.getLast();
    }

    private static int months(Function<String, @Nullable String> environment) {
        var text = environment.apply(MONTHS);
        if (text == null || text.isBlank()) {
            return 0;
        }
        try {
            var months = Integer.parseInt(text.strip());
            if (months >= LEAST_MONTHS) {
                return months;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("%s is %s, and must be a number of months, at least %d, such as 36."
                .formatted(MONTHS, text, LEAST_MONTHS));
    }

    private static CheckpointKey key(Function<String, @Nullable String> environment) throws IOException {
        var file = environment.apply("SPOT_AUDIT_KEY_FILE");
        if (file != null && !file.isBlank()) {
            return CheckpointKey.parse(Files.readString(Path.of(file)));
        }
        return CheckpointKey.parse(
                required(environment, "SPOT_AUDIT_KEY", "the key that signs what leaves, or SPOT_AUDIT_KEY_FILE"));
    }

    private static String required(Function<String, @Nullable String> environment, String name, String what) {
        var value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("%s is not set: %s.%n%s".formatted(name, what, USAGE));
        }
        return value;
    }
}
