package io.spotmanager.workflow.history;

import io.spotmanager.workflow.audit.AuditVerification;
import io.spotmanager.workflow.audit.AuditVerification.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * {@code ./spot verify-history FILE|jdbc:postgresql://... [--key PUBLIC.pem]...}: verifies the whole history without the
 * service, from an export or from the database itself. Ends with 0 when it is whole, 1 when not, 2 when it could not look.
 */
public final class VerifyHistory {
    private static final int NOT_WHOLE = 1;
    private static final int COULD_NOT_LOOK = 2;
    private static final String USAGE =
            "usage: verify-history FILE|jdbc:postgresql://HOST:PORT/DATABASE [--key PUBLIC.pem]...";

    private VerifyHistory() {}

    static void main(String[] arguments) {
        try {
            var report = verify(List.of(arguments), System::getenv);
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

    /** @param environment the database's user and password, as for every other part */
    static Report verify(List<String> arguments, Function<String, @Nullable String> environment) throws IOException {
        var sources = new ArrayList<String>();
        var trusted = new ArrayList<String>();
        for (var words = arguments.iterator(); words.hasNext(); ) {
            var word = words.next();
            if (!word.equals("--key")) {
                sources.add(word);
            } else if (words.hasNext()) {
                trusted.add(publicKey(Path.of(words.next())));
            }
        }
        if (sources.size() != 1 || sources.getFirst().startsWith("--")) {
            throw new IllegalArgumentException(USAGE);
        }
        var source = sources.getFirst();
        return source.startsWith("jdbc:")
                ? inDatabase(source, environment).verify(trusted)
                : inFile(Path.of(source), trusted);
    }

    private static Report inFile(Path file, List<String> trusted) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("There is no file %s that can be read.\n%s".formatted(file, USAGE));
        }
        try (var lines = Files.lines(file)) {
            return HistoryFile.verify(lines, trusted);
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

    private static String publicKey(Path pem) throws IOException {
        return Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    }

    static String text(Report report) {
        var covered = report.checkpoints();
        var text = new StringBuilder("%d entries of %d operations, %d checkpoints%n"
                .formatted(report.entries(), report.operations(), covered.count()));
        if (covered.upTo() != null) {
            text.append("covered by checkpoints up to %s, signed with %s%n"
                    .formatted(covered.upTo(), String.join(", ", covered.keys())));
        }
        report.findings().forEach(finding -> text.append(finding).append(System.lineSeparator()));
        return text.append(
                        report.whole()
                                ? "whole"
                                : "NOT WHOLE: %d findings"
                                        .formatted(report.findings().size()))
                .append(System.lineSeparator())
                .toString();
    }
}
