package io.spotmanager.db;

import java.util.Locale;

/** What logs in to the database. The schema migration is none: it owns the tables. */
public enum Part {
    GATEWAY,
    MIGRATION_WORKER,
    LAUNCH_WORKER,
    INVENTORY_WORKER;

    /** Returns the name that {@code rights.sql} has for it. */
    String grantee() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of a setting of the schema migration for this part, such as {@code SPOT_DATABASE_GATEWAY_USER}. */
    String setting(String ending) {
        return "SPOT_DATABASE_%s_%s".formatted(name(), ending);
    }
}
