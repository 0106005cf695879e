package io.spotmanager.system.scale;

import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.db.CloudBinding;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.Installation.Size;
import io.spotmanager.system.harness.SimulatedCloud;
import io.spotmanager.system.harness.StatementLog;
import io.spotmanager.system.harness.StatementLog.Execution;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All parts on a database with a short history, and then on the same one with a long history; all they send is written down. */
final class HistoryScale implements AutoCloseable {
    private static final int DEMO_HOSTS = 60;

    private final String key;
    private final StatementLog statements;
    private final GeneratedHistory history;

    private HistoryScale(String key, StatementLog statements) {
        this.key = key;
        this.statements = statements;
        new CloudBinding(statements.database().dataSource()).require(CloudBinding.DEMO, null);
        try (var cloud = SimulatedCloud.start(new Size(DEMO_HOSTS, 0))) {
            this.history = new GeneratedHistory(
                    statements.unobserved(), cloud.fleet().possibleMoves(), CheckpointKey.parse(key));
        }
    }

    /** @param config of PostgreSQL, by its names */
    static HistoryScale start(Map<String, String> config) {
        return new HistoryScale(newKey(), StatementLog.start(config));
    }

    private static String newKey() {
        try {
            return Base64.getEncoder()
                    .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the history so long, starts every part on it, has them work, and returns all statements. */
    List<Execution> with(int operations) throws Exception {
        history.growTo(operations);
        var environment = new HashMap<>(statements.database().environment());
        environment.put("SPOT_ADMIN_PASSWORD", Demo.PASSWORD);
        environment.put("SPOT_AUDIT_KEY", key);
        environment.put("SPOT_LIMITS_COMMANDS_PER_SECOND", "0");
        statements.executions(); // of what was done before
        try (var demo = Demo.with("history-" + operations, environment)) {
            new HistoryWork(demo, history.newHost()).run();
            demo.process().terminate();
        }
        return statements.executions();
    }

    /** Returns the tables with more rows than that. */
    Set<String> tablesLargerThan(int rows) {
        return statements
                .database()
                .jdbc()
                .sql(
                        "select relname from pg_class where relkind = 'r' and reltuples > :rows and relnamespace = 'public'::regnamespace")
                .param("rows", rows)
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        statements.close();
    }
}
