package io.spotmanager.db;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What logs in to the database. The schema migration is none: it owns the tables. */
public enum Part {
    GATEWAY,
    MIGRATION_WORKER,
    LAUNCH_WORKER,
    INVENTORY_WORKER,
    /** The command that moves old operations into files. */
    HISTORY_ARCHIVE;

    /** Returns the parts that serve. The others have rights that no role of several parts gets. */
    public static Set<Part> serving() {
        return EnumSet.complementOf(EnumSet.of(HISTORY_ARCHIVE));
    }

    /** Returns the name that {@code rights.sql} has for it. */
    String grantee() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of a setting of the schema migration for this part, such as {@code SPOT_DATABASE_GATEWAY_USER}. */
    String setting(String ending) {
        return "SPOT_DATABASE_%s_%s".formatted(name(), ending);
    }
}
