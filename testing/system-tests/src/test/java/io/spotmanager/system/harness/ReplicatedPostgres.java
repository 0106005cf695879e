package io.spotmanager.system.harness;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A primary, and a standby that receives its write-ahead log and can be promoted. */
public final class ReplicatedPostgres implements PostgresServer {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final String URL = "jdbc:postgresql://127.0.0.1:%d/postgres";

    /** Whether a commit is acknowledged before or after the standby has it. */
    public enum Commits {
        SYNCHRONOUS,
        ASYNCHRONOUS
    }

    private final PostgresPrograms programs;
    private final Folder folder = Folder.create("postgres");
    private final Path standbyData = folder.path().resolve("standby");
    private final int primaryPort = Ports.free();
    private final int standbyPort = Ports.free();
    private final Part primary;
    private final Part standby;

    private ReplicatedPostgres(PostgresPrograms programs) {
        this.programs = programs;
        var data = folder.path().resolve("primary");
        PostgresPrograms.run(programs.initdb(data));
        primary = server("primary", data, primaryPort);
        standby = server("standby", standbyData, standbyPort);
    }

    private Part server(String name, Path data, int port) {
        return new Part(
                "PostgreSQL's " + name,
                new Part.Command(
                        programs.server(data, folder.path(), port, "max_connections=200", "synchronous_commit=on"),
                        Map.of(),
                        Folder.logs("postgres").resolve(port + ".log")),
                _ -> answers(port));
    }

    static ReplicatedPostgres start(PostgresPrograms programs, Commits commits) {
        var both = new ReplicatedPostgres(programs);
        both.primary.start().awaitReady();
        PostgresPrograms.run(programs.words(
                "pg_basebackup",
                "--host=127.0.0.1",
                "--port=" + both.primaryPort,
                "--username=postgres",
                "--pgdata=" + both.standbyData,
                "--write-recovery-conf",
                "--checkpoint=fast"));
        both.standby.start().awaitReady();
        if (commits == Commits.SYNCHRONOUS) {
            var primary = both.primary();
            primary.sql("alter system set synchronous_standby_names = '*'").update();
            primary.sql("select pg_reload_conf()").query().singleValue();
        }
        both.awaitStreaming(commits == Commits.SYNCHRONOUS ? "sync" : "async");
        return both;
    }

    private void awaitStreaming(String kind) {
        await("the standby follows")
                .atMost(MAX_WAIT)
                .until(() -> primary()
                        .sql("select count(*) from pg_stat_replication where state = 'streaming' and sync_state = ?")
                        .param(kind)
                        .query(Long.class)
                        .single()
                        .equals(1L));
    }

    private JdbcClient primary() {
        var source = new PGSimpleDataSource();
        source.setUrl(URL.formatted(primaryPort));
        source.setUser(user());
        return JdbcClient.create(source);
    }

    private boolean answers(int port) {
        try (var connection = DriverManager.getConnection(URL.formatted(port), user(), password())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary"
                .formatted(primaryPort, standbyPort);
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return "";
    }

    /** SIGKILL to the primary and all its processes. */
    @Override
    public void crash() {
        primary.kill();
    }

    /** It does not come back: the standby takes over, see {@link #failOver}. */
    @Override
    public void comeBack() {
        throw new UnsupportedOperationException("promote the standby instead");
    }

    /** Stops the standby: it lacks every later commit. */
    @Override
    public void keepReplica() {
        standby.terminate();
    }

    /** Promotes the standby; returns when it takes connections. Only after a crash of the primary. */
    @Override
    public void failOver() {
        if (!standby.alive()) {
            standby.start().awaitReady();
        }
        PostgresPrograms.run(programs.words("pg_ctl", "promote", "--wait", "--pgdata=" + standbyData));
    }

    @Override
    public void close() {
        primary.close();
        standby.close();
        folder.close();
    }
}
