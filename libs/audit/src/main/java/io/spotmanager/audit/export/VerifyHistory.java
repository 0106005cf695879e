package io.spotmanager.audit.export;

import io.spotmanager.audit.AuditVerification;
import io.spotmanager.audit.AuditVerification.Report;
import io.spotmanager.audit.KeyFiles;
import io.spotmanager.audit.VerificationRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code ./spot verify-history FILE|jdbc:postgresql://... [--key PUBLIC.pem]... [--key 'OLD.pem until TIME']...}: verifies the whole history without the
 * service, from an export or from the database itself. Exit code 0: intact; 1: with findings;
 * 2: could not be read.
 */
public final class VerifyHistory {
    private static final int NOT_WHOLE = 1;
    private static final int COULD_NOT_LOOK = 2;
    private static final int LONGEST_END = 4_096;
    private static final String KEYS = "SPOT_AUDIT_TRUSTED_KEYS";
    private static final String USAGE = """
            usage: verify-history FILE|jdbc:postgresql://HOST:PORT/DATABASE [--key PUBLIC.pem]... [--key 'OLD.pem until TIME']...
            Only checkpoints of the named keys count; they may also be named in the variable %s, with commas between.
            Of a retired key only checkpoints of before its TIME count, such as 2026-03-01T12:00:00Z.""".formatted(KEYS);

    private VerifyHistory() {}

    static void main(String[] arguments) {
        try {
            var report = verify(List.of(arguments), System::getenv, InstantSource.system());
            System.out.print(text(report));
            System.exit(report.whole() ? 0 : NOT_WHOLE);
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(COULD_NOT_LOOK);
        } catch (DataAccessException | TransactionException e) {
            System.err.println("The database does not answer, so nothing is known of its history: " + e.getMessage());
            System.exit(COULD_NOT_LOOK);
        }
    }

    /**
     * Verifies the file or database of the arguments.
     *
     * @param environment the database's user and password, as for every other part; further trusted keys
     * @param clock for a file; a database has its own clock
     */
    static Report verify(List<String> arguments, Function<String, @Nullable String> environment, InstantSource clock)
            throws IOException {
        var sources = new ArrayList<String>();
        var keys = new ArrayList<>(KeyFiles.listed(environment.apply(KEYS)));
        for (var words = arguments.iterator(); words.hasNext(); ) {
            var word = words.next();
            if (!word.equals("--key")) {
                sources.add(word);
            } else if (words.hasNext()) {
                keys.add(words.next());
            }
        }
        if (sources.size() != 1 || sources.getFirst().startsWith("--")) {
            throw new IllegalArgumentException(USAGE);
        }
        var rules = VerificationRules.trusting(KeyFiles.trusted(keys));
        var source = sources.getFirst();
        return source.startsWith("jdbc:")
                ? inDatabase(source, environment).verify(rules)
                : inFile(Path.of(source), rules, clock);
    }

    /** Verifies an export, of all or of what has left. Blocks while it reads. */
    static Report inFile(Path file, VerificationRules rules, InstantSource clock) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("There is no file %s that can be read.\n%s".formatted(file, USAGE));
        }
        var exportedAt = ExportVerifier.totals(lastLine(file))
                .map(HistoryLine.Totals::at)
                .orElse(null);
        // unlike Files.lines, this continues after bytes that are no text
        try (var text = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            return ExportVerifier.verify(text.lines(), rules, exportedAt, clock.instant());
        }
    }

    private static String lastLine(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var end = ByteBuffer.allocate((int) Math.min(LONGEST_END, channel.size()));
            channel.read(end, channel.size() - end.capacity());
            var lines = new String(end.array(), StandardCharsets.UTF_8).strip();
            return lines.substring(lines.lastIndexOf('\n') + 1);
        }
    }

    private static AuditVerification inDatabase(String url, Function<String, @Nullable String> environment) {
        var database = new DriverManagerDataSource(url);
        database.setUsername(environment.apply("SPRING_DATASOURCE_USERNAME"));
        database.setPassword(environment.apply("SPRING_DATASOURCE_PASSWORD"));
        var snapshot = new TransactionTemplate(new JdbcTransactionManager(database));
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return new AuditVerification(JdbcClient.create(database), snapshot);
    }

    static String text(Report report) {
        var covered = report.checkpoints();
        var lines = new ArrayList<String>();
        lines.add("%d entries of %d operations, %d checkpoints, %d of them verified"
                .formatted(report.entries(), report.operations(), covered.count(), covered.verified()));
        var ends = report.scope().retiredKeys();
        report.scope()
                .trustedKeys()
                .forEach(key ->
                        lines.add("trusted key " + key + (ends.containsKey(key) ? " until " + ends.get(key) : "")));
        if (covered.newestKey() != null) {
            lines.add("newest checkpoint signed with " + covered.newestKey());
        }
        if (covered.upTo() != null) {
            lines.add("covered by checkpoints up to " + covered.upTo());
        }
        report.scope()
                .unproven()
                .forEach((column, count) ->
                        lines.add("not compared, because older entries do not hold it: %s of %d operations"
                                .formatted(column, count)));
        lines.addAll(report.scope().notes());
        lines.addAll(report.findings());
        lines.add(report.whole() ? "intact" : "NOT INTACT: %d findings".formatted(report.findingsInAll()));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
