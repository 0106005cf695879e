package io.spotmanager.quickstart;

import io.spotmanager.db.ApplicationRole;
import io.spotmanager.db.Part;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** How each part logs in to the embedded database: as a role of its own, with a password that is new with each start and kept nowhere. */
final class PartLogins {
    private PartLogins() {}

    /** Returns the settings of each part, as arguments. Blocks while it creates the roles and gives them their rights. */
    static Map<Part, List<String>> create(DataSource owner) throws SQLException {
        Map<Part, List<String>> logins = new EnumMap<>(Part.class);
        for (var part : Part.serving()) {
            var name = "spot_" + part.name().toLowerCase(Locale.ROOT);
            var password = DataFolder.randomSecret();
            new ApplicationRole(name, password, Set.of(part)).grant(owner);
            logins.put(
                    part, List.of("--spring.datasource.username=" + name, "--spring.datasource.password=" + password));
        }
        return logins;
    }
}
