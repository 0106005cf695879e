package io.spotmanager.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database and the broker that the environment names. They replace the embedded ones; the parts read the
 * same variables themselves.
 */
record ExternalServices(Map<String, String> environment) {
    private static final String DATABASE = "SPRING_DATASOURCE_URL";
    private static final String BROKER = "SPRING_RABBITMQ_";

    /** Returns true if the environment names a database; refuses its settings without an address. */
    boolean database() {
        var named = names("SPRING_DATASOURCE_");
        if (!named.isEmpty() && given(DATABASE) == null) {
            throw new IllegalArgumentException(
                    "%s is set, but %s is not. Set it to jdbc:postgresql://HOST:PORT/DATABASE, or unset the others for the embedded database."
                            .formatted(String.join(", ", named), DATABASE));
        }
        return !named.isEmpty();
    }

    /** Returns true if the environment has any setting of a broker; the others have defaults. */
    boolean broker() {
        return !names(BROKER).isEmpty();
    }

    /** Returns the database that the environment names, without connecting to it. */
    DataSource dataSource() {
        var database = new PGSimpleDataSource();
        try {
            database.setUrl(given(DATABASE));
        } catch (IllegalArgumentException e) { // its message has the address, which may have a password in it
            throw new IllegalArgumentException(
                    "%s is no address of a PostgreSQL database. Set it to jdbc:postgresql://HOST:PORT/DATABASE, or unset it for the embedded database."
                            .formatted(DATABASE));
        }
        // The address may contain them as well.
        var user = given("SPRING_DATASOURCE_USERNAME");
        if (user != null) {
            database.setUser(user);
        }
        var password = given("SPRING_DATASOURCE_PASSWORD");
        if (password != null) {
            database.setPassword(password);
        }
        return database;
    }

    private List<String> names(String prefix) {
        var names = new ArrayList<String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(prefix) && !value.isBlank()) {
                names.add(name);
            }
        });
        names.sort(null);
        return names;
    }

    private @Nullable String given(String name) {
        var value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }
}
