package io.spotmanager.simulation.database;

import io.spotmanager.db.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * One database whose {@code now()} is the virtual time. The functions stand in a schema that the search path names before PostgreSQL's
 * own, so that the statements of the service stay as they are, and so do the defaults of its tables.
 */
public final class SimulationDatabase implements AutoCloseable {
    private static final String SEARCH_PATH = "public, simulation, pg_catalog";
    private static final int HISTORIES_BETWEEN_VACUUMS = 100;

    /** Notes each entry of a claim that was no longer the present one when the entry was written. */
    private static final String WATCH = """
            create table simulation.stale_entry (operation_id uuid, seq integer, fence bigint, present bigint);
            create function simulation.watch() returns trigger language plpgsql as $$
            begin
                insert into simulation.stale_entry
                select new.operation_id, new.seq, new.fence, o.fence from operation o
                where o.id = new.operation_id and new.fence <> 0 and o.fence <> new.fence;
                return new;
            end $$;
            create trigger watch before insert on audit_entry for each row execute function simulation.watch();
            """;

    /** The server for all databases of this process. */
    public static final class Server implements AutoCloseable {
        private final EmbeddedPostgres postgres;
        private int databases;

        public Server() {
            try {
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("autovacuum", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns a new database with the schema of this release. */
        public SimulationDatabase create() {
            var name = "simulation_" + ++databases;
            JdbcClient.create(postgres.getPostgresDatabase())
                    .sql("create database " + name)
                    .update();
            return new SimulationDatabase(postgres.getJdbcUrl("postgres", name), name);
        }

        @Override
        public void close() {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final String url;
    private final String name;
    private final List<Session> sessions = new ArrayList<>();
    private final SingleConnectionDataSource ownConnection;
    private final JdbcClient own;
    private @Nullable Connection locker;
    private int histories;

    private SimulationDatabase(String url, String name) {
        this.url = url;
        this.name = name;
        var setUp = new SimpleDriverDataSource(
                new org.postgresql.Driver(), url + "&options=-c%20search_path=public,simulation,pg_catalog");
        try (var connection = connect("set-up")) {
            try (var statement = connection.createStatement()) {
                statement.execute("create schema simulation");
                for (var function : List.of("now", "clock_timestamp")) {
                    statement.execute("""
                            create function simulation.%s() returns timestamptz language sql stable
                            as $$ select current_setting('simulation.now')::timestamptz $$
                            """.formatted(function));
                }
                statement.execute("alter database %s set simulation.now = '2040-01-01T00:00:00Z'".formatted(name));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        new Schema(setUp).migrate();
        ownConnection = new SingleConnectionDataSource(connect("director"), true);
        own = JdbcClient.create(ownConnection);
        own.sql(WATCH).update();
    }

    final Connection connect(String session) {
        try {
            var properties = new Properties();
            properties.setProperty("ApplicationName", name + " " + session);
            properties.setProperty("prepareThreshold", "1");
            properties.setProperty(
                    "options",
                    "-c search_path=%s -c jit=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan -c lock_timeout=40ms"
                            .formatted(SEARCH_PATH.replace(" ", "")));
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its name on the server. */
    String name() {
        return name;
    }

    /** Returns the session of that number; it is kept for later histories. */
    Session session(int number) {
        while (sessions.size() <= number) {
            sessions.add(new Session(connect("session " + sessions.size())));
        }
        return sessions.get(number);
    }

    /** The harness's own statements, which pass no points. */
    public JdbcClient own() {
        return own;
    }

    /** For transactions of the harness's own statements. */
    public PlatformTransactionManager transactions() {
        return new DataSourceTransactionManager(ownConnection);
    }

    /** A session that belongs to no process locks a row until {@link #unlock}. */
    public void lock(java.util.UUID operation) {
        try {
            if (locker == null) {
                locker = connect("a forgotten session");
                locker.setAutoCommit(false);
            }
            try (var statement = locker.prepareStatement("select from operation where id = ? for update")) {
                statement.setObject(1, operation);
                statement.execute();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void unlock() {
        try {
            if (locker != null) {
                locker.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells the harness's session what time it is. */
    public void tellTime(Instant now) {
        own.sql("select set_config('simulation.now', ?, false)")
                .param(now.toString())
                .query(String.class)
                .single();
    }

    /** Empties it for the next history. */
    public void clear() {
        unlock();
        own.sql("""
                set session_replication_role = replica;
                delete from outbox; delete from idempotency_key; delete from audit_entry; delete from operation; delete from worker;
                delete from workflow_description; delete from simulation.stale_entry;
                set session_replication_role = origin;
                """).update();
        own.sql("select setval(pg_get_serial_sequence('outbox', 'id'), 1)")
                .query(Long.class)
                .single();
        if (++histories % HISTORIES_BETWEEN_VACUUMS == 0) {
            for (var table : List.of("outbox", "idempotency_key", "audit_entry", "operation", "worker")) {
                own.sql("vacuum " + table).update();
            }
        }
    }

    @Override
    public void close() {
        try {
            for (var session : sessions) {
                session.connection().close();
            }
            if (locker != null) {
                locker.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        ownConnection.destroy();
    }
}
