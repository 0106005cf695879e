package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.db.ApplicationRole;
import io.spotmanager.db.Schema;
import io.spotmanager.db.backup.BackupCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL of the test's own that can crash and come back on the same port with the same data. */
public final class Database implements AutoCloseable {
    /** What each part logs in as, by its module: it owns nothing, and has the rights of that part alone. */
    private static final Map<String, ApplicationRole> ROLES = Map.of(
            "api-gateway", role(io.spotmanager.db.Part.GATEWAY),
            "migration-worker", role(io.spotmanager.db.Part.MIGRATION_WORKER),
            "launch-worker", role(io.spotmanager.db.Part.LAUNCH_WORKER),
            "inventory-worker", role(io.spotmanager.db.Part.INVENTORY_WORKER));

    private final PostgresServer server;
    private final DataSource connections;
    private final Map<String, ApplicationRole> roles;

    /** @param roles of the modules; those without one log in as the owner */
    private Database(PostgresServer server, Map<String, ApplicationRole> roles) {
        this.server = server;
        this.roles = roles;
        var source = new PGSimpleDataSource();
        source.setUrl(server.url());
        source.setUser(server.user());
        source.setPassword(server.password());
        this.connections = source;
    }

    private static ApplicationRole role(io.spotmanager.db.Part part) {
        return new ApplicationRole("its_" + part.name().toLowerCase(Locale.ROOT), "secret of " + part, Set.of(part));
    }

    static Database start() {
        return start(Map.of());
    }

    /** @param config of PostgreSQL besides the usual, by its names */
    static Database start(Map<String, String> config) {
        return on(new EmbeddedPostgresServer(config));
    }

    /** Runs {@code ./spot backup} or {@code restore} as the owner of the tables; returns what it has told. */
    public List<String> command(String... arguments) throws IOException, SQLException {
        return commandWith(server.programs(), arguments);
    }

    /** The same with the programs of that folder. */
    public List<String> commandWith(Path programs, String... arguments) throws IOException, SQLException {
        var told = new ArrayList<String>();
        var settings = new HashMap<>(environment());
        settings.put("SPOT_POSTGRES_BIN", programs.toString());
        BackupCommand.run(List.of(arguments), settings, told::add);
        return told;
    }

    /** Leaves nothing in it, as a new database; the roles stay. */
    public void empty() {
        jdbc().sql("drop schema public cascade").update();
        jdbc().sql("create schema public").update();
    }

    /** Gives the parts their rights again, as the schema migration does after a restore. */
    public void grantRights() throws SQLException {
        for (var role : roles.values()) {
            role.grant(connections);
        }
    }

    /** Returns the schema on that server, which is closed with it. */
    static Database on(PostgresServer server) {
        var database = new Database(server, ROLES);
        new Schema(database.connections).migrate();
        try {
            for (var role : ROLES.values()) {
                role.grant(database.connections);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the parts got no rights", e);
        }
        return database;
    }

    /** Returns one without any table, for a part that makes them itself as their owner. */
    public static Database startEmpty() {
        return new Database(new EmbeddedPostgresServer(Map.of()), Map.of());
    }

    /** Runs the schema migration of that release; blocks until it has ended. */
    public void migrateBy(Release release) {
        var log = Folder.logs("schema").resolve(release.name() + ".log");
        var migration = new Part(
                "the schema migration", new Part.Command(Jars.schemaMigration(release), environment(), log), _ -> true);
        assertThat(migration.start().awaitEnd()).as(migration.output()).isZero();
    }

    /** What is read from the environment to use this database as its owner. */
    public Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", server.url(),
                "SPRING_DATASOURCE_USERNAME", server.user(),
                "SPRING_DATASOURCE_PASSWORD", server.password());
    }

    /** Returns the settings of a part of that module, which logs in as its own role. */
    public List<String> settings(String module) {
        var role = roles.getOrDefault(module, new ApplicationRole(server.user(), server.password(), Set.of()));
        return List.of(
                "--spring.datasource.url=" + server.url(),
                "--spring.datasource.username=" + role.name(),
                "--spring.datasource.password=" + role.password());
    }

    /** Returns the setting of a part that reaches this database through that port on loopback. */
    public String settingThrough(int port) {
        return "--spring.datasource.url=" + server.url().replaceFirst("//[^/]+/", "//127.0.0.1:%d/".formatted(port));
    }

    public int port() {
        return Integer.parseInt(server.url().replaceFirst(".*//[^/]+:(\\d+)/.*", "$1"));
    }

    /** An immediate stop: connections are not closed, and the next start recovers. */
    public void crash() {
        server.crash();
    }

    public void comeBack() {
        server.comeBack();
    }

    /** A backup, see {@link PostgresServer}. */
    public void dump(Path file) {
        server.dump(file);
    }

    public void restore(Path file) {
        server.restore(file);
    }

    public void keepReplica() {
        server.keepReplica();
    }

    public void failOver() {
        server.failOver();
    }

    public DataSource dataSource() {
        return connections;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(connections);
    }

    /** Returns what the server calls its version, such as 18.4. */
    public String version() {
        return jdbc().sql("show server_version").query(String.class).single();
    }

    /** Every operation that was ever accepted. */
    public List<UUID> operations() {
        return jdbc().sql("select id from operation")
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** When an operation ended, as the worker wrote it down. */
    public Instant endOf(UUID operation) {
        return jdbc().sql("select updated_at from operation where id = ? and not open")
                .param(operation)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    @Override
    public void close() {
        server.close();
    }
}
