package io.spotmanager.db;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Ties a database to its cloud. Operations and snapshot of one cloud mean nothing on another: a worker on the wrong one would
 * carry out moves of hosts that are not there, or complete moves of production on a simulator.
 */
public final class CloudBinding {
    /** The cloud of {@code ./spot demo}: simulated, at another port with every start. */
    public static final CloudIdentity DEMO = new CloudIdentity("demo", null, null);

    private static final System.Logger log = System.getLogger(CloudBinding.class.getName());

    private final DataSource database;

    public CloudBinding(DataSource database) {
        this.database = database;
    }

    /** Returns the cloud that the database belongs to; empty before the first part of a release that binds has started on it. */
    public Optional<CloudIdentity> current() {
        try (var connection = database.getConnection()) {
            return Schema.answer(connection, "select to_regclass('cloud_binding') is not null")
                    ? current(connection)
                    : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be asked which cloud it belongs to.", e);
        }
    }

    /**
     * Binds the database to the cloud if it has none; of several parts that do so at the same moment one wins. A project or
     * region that was not known before is added. The database has to be at the schema of this build.
     *
     * @param rebindFrom the cloud that the database is to be taken away from, as the refusal names it; null for none
     * @throws WrongCloudException if the database belongs to another cloud
     */
    public void require(CloudIdentity wanted, @Nullable String rebindFrom) {
        try (var connection = database.getConnection()) {
            var bound = insertIfAbsent(connection, wanted);
            if (bound.isEmpty() && rebindFrom != null && mayLeave(connection, wanted, rebindFrom)) {
                replace(connection, wanted, rebindFrom);
            }
            requireAgreement(connection, wanted);
            complete(connection, wanted);
            requireAgreement(connection, wanted); // another part may have completed it first, with another region
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be asked which cloud it belongs to.", e);
        }
    }

    private static void requireAgreement(Connection connection, CloudIdentity wanted) throws SQLException {
        var current = current(connection).orElseThrow();
        if (!current.agreesWith(wanted)) {
            throw refusal(current, wanted);
        }
    }

    private static WrongCloudException refusal(CloudIdentity current, CloudIdentity wanted) {
        var way = current.cloud().equals(DEMO.cloud()) || wanted.cloud().equals(DEMO.cloud())
                ? "A demo and a real cloud never share a database: give one of them another database (SPRING_DATASOURCE_URL) or another folder (--data)."
                : "If it is another cloud, use another database (SPRING_DATASOURCE_URL). If it is the same cloud under another address, project or region, start once with SPOT_CLOUD_REBIND_FROM='%s'."
                        .formatted(current);
        return new WrongCloudException(
                "This database belongs to the cloud %s, but the settings name %s. Nothing was started, because the operations in it would be carried out on the wrong cloud. %s"
                        .formatted(current, wanted, way));
    }

    private static Optional<Long> insertIfAbsent(Connection connection, CloudIdentity wanted) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into cloud_binding (cloud, project, region) values (?, ?, ?)
                on conflict ((true)) where replaced_at is null do nothing
                returning id
                """)) {
            insert.setString(1, wanted.cloud());
            insert.setString(2, wanted.project());
            insert.setString(3, wanted.region());
            try (var rows = insert.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                log.log(Level.INFO, "this database is now bound to the cloud {0}", wanted);
                return Optional.of(rows.getLong(1));
            }
        }
    }

    /** A demo's database stays a demo's: its operations never happened on a real cloud. */
    private static boolean mayLeave(Connection connection, CloudIdentity wanted, String rebindFrom)
            throws SQLException {
        var current = current(connection).orElseThrow();
        return current.toString().equals(rebindFrom.strip())
                && !current.agreesWith(wanted)
                && !current.cloud().equals(DEMO.cloud())
                && !wanted.cloud().equals(DEMO.cloud());
    }

    private static void replace(Connection connection, CloudIdentity wanted, String from) throws SQLException {
        var automatic = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (var replace =
                connection.prepareStatement("update cloud_binding set replaced_at = now() where replaced_at is null")) {
            replace.executeUpdate();
            insertIfAbsent(connection, wanted);
            connection.commit();
            log.log(Level.WARNING, "the database left the cloud {0}, because SPOT_CLOUD_REBIND_FROM says so", from);
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(automatic);
        }
    }

    private static void complete(Connection connection, CloudIdentity known) throws SQLException {
        try (var update = connection.prepareStatement("""
                update cloud_binding set project = coalesce(project, ?), region = coalesce(region, ?)
                where replaced_at is null
                  and (project is null and ?::text is not null or region is null and ?::text is not null)
                """)) {
            update.setString(1, known.project());
            update.setString(2, known.region());
            update.setString(3, known.project());
            update.setString(4, known.region());
            update.executeUpdate();
        }
    }

    private static Optional<CloudIdentity> current(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(
                        "select cloud, project, region from cloud_binding where replaced_at is null");
                var rows = select.executeQuery()) {
            return rows.next()
                    ? Optional.of(new CloudIdentity(rows.getString(1), rows.getString(2), rows.getString(3)))
                    : Optional.empty();
        }
    }
}
