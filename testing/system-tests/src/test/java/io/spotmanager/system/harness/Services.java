package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/** A database and a broker for one installation. */
public record Services(Database database, Broker broker) {
    private static final boolean CI = "true".equals(System.getenv("CI"));

    /** Returns PostgreSQL 18 and RabbitMQ 4 in containers; skips the test unless a Docker engine has both images. */
    public static Services inContainers() {
        Assumptions.assumeTrue(
                DockerEngine.has(PostgresContainer.IMAGE) && DockerEngine.has(RabbitContainer.IMAGE),
                () -> "no Docker engine answers that has the images %s and %s"
                        .formatted(PostgresContainer.IMAGE, RabbitContainer.IMAGE));
        return new Services(Database.on(PostgresContainer.start()), RabbitContainer.start());
    }

    /** Returns the usual database beside that broker. */
    public static Services with(Broker broker) {
        return new Services(Database.start(), broker);
    }

    /** Returns servers of the PostgreSQL and RabbitMQ that are installed; skips the test if one is missing, but fails on CI. */
    public static Services installed() {
        var programs = postgres();
        var broker = Brokers.node();
        return new Services(Database.on(InstalledPostgresServer.start(programs)), broker);
    }

    /** Returns a database of the installed PostgreSQL alone; skips the test as {@link #installed} does. */
    public static Database installedDatabase() {
        return Database.on(InstalledPostgresServer.start(postgres()));
    }

    /** Returns a primary with a standby, of the installed PostgreSQL; skips the test as {@link #installed} does. */
    public static Services replicated(ReplicatedPostgres.Commits commits) {
        var programs = postgres();
        return new Services(Database.on(ReplicatedPostgres.start(programs, commits)), Brokers.best());
    }

    /** Returns the installed PostgreSQL on a small disk; skips the test where it is missing, or where there can be no such disk. */
    public static SmallDiskPostgresServer smallDisk() {
        var programs = postgres();
        Assumptions.assumeTrue(
                SmallDiskPostgresServer.possible(),
                "this user may mount nothing, not even in a namespace of its own ('unshare -Urm')");
        return SmallDiskPostgresServer.start(programs);
    }

    /** Returns a database on that server beside the usual broker. */
    public static Services on(SmallDiskPostgresServer server) {
        return new Services(Database.on(server), Brokers.best());
    }

    private static PostgresPrograms postgres() {
        var programs = PostgresPrograms.oldest();
        if (programs.isEmpty() && CI) {
            fail(
                    "no PostgreSQL is installed under /usr/lib/postgresql, and on CI nothing that needs it may be left out");
        }
        Assumptions.assumeTrue(programs.isPresent(), "no PostgreSQL is installed under /usr/lib/postgresql");
        return programs.orElseThrow();
    }
}
