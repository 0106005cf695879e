package io.spotmanager.quickstart;

import io.spotmanager.db.CloudBinding;
import io.spotmanager.db.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps demos and real clouds apart: the simulator of a demo accepts every move, so it must never get moves of a real cloud.
 *
 * @param simulatedPlaces the file that only a demo creates beside an embedded database; empty for an external database
 */
record DatabaseOwnership(DataSource database, Optional<Path> simulatedPlaces) {

    /**
     * Migrates the database to the schema of this build and binds it to the demo.
     *
     * @throws IllegalArgumentException if it contains anything that no demo made
     */
    void claimForDemo() {
        if (!new Schema(database).isUnused() && !isOfADemo()) {
            throw new IllegalArgumentException(
                    "This database is neither empty nor one that a demo made, so the demo leaves it alone. Name an empty one in SPRING_DATASOURCE_URL, or another folder with --data.");
        }
        new Schema(database).migrate();
        new CloudBinding(database).require(CloudBinding.DEMO, null);
    }

    /**
     * Migrates the database to the schema of this build. The parts bind it to their cloud.
     *
     * @throws IllegalArgumentException if a demo made it
     */
    void claimForACloud() {
        if (!new Schema(database).isUnused() && isOfADemo()) {
            throw new IllegalArgumentException(
                    "A demo made this database: its operations never happened on a real cloud. Name another one in SPRING_DATASOURCE_URL, or another folder with --data.");
        }
        new Schema(database).migrate();
    }

    /** A demo of an earlier release left the simulator's file instead of a binding. */
    private boolean isOfADemo() {
        return new CloudBinding(database)
                .current()
                .map(cloud -> cloud.cloud().equals(CloudBinding.DEMO.cloud()))
                .orElseGet(() -> simulatedPlaces.filter(Files::exists).isPresent());
    }
}
