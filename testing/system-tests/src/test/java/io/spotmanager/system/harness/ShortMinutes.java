package io.spotmanager.system.harness;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends the pause after a 429, normally the rest of the minute, after two seconds. */
public final class ShortMinutes implements AutoCloseable {
    private static final int SECONDS = 2;

    private final Database database;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private ShortMinutes(Database database) {
        this.database = database;
    }

    /** Starts at once; must be closed before the database. */
    public static ShortMinutes in(Database database) {
        var minutes = new ShortMinutes(database);
        var unused = minutes.clock.scheduleAtFixedRate(minutes::endTheMinute, SECONDS, SECONDS, TimeUnit.SECONDS);
        return minutes;
    }

    private void endTheMinute() {
        database.jdbc().sql("""
                        update rate_limit
                           set closed_until = clock_timestamp(), counted_at = clock_timestamp()
                         where closed_until > clock_timestamp()""").update();
    }

    @Override
    public void close() {
        clock.close();
    }
}
