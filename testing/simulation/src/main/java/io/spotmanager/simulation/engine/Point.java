package io.spotmanager.simulation.engine;

import java.util.List;

/**
 * A point that a history passed.
 *
 * @param place who does what there; the same in every history
 * @param occurrence how often this history had come to that place, from 1
 */
public record Point(PointKind kind, String place, int occurrence) {
    private static final List<String> BACKGROUND = List.of(" heartbeat: ", " sweep: ", " relay: ");

    /** True if it belongs to what each process does all the time. */
    public boolean isOfBackground() {
        return BACKGROUND.stream().anyMatch(place::contains);
    }

    @Override
    public String toString() {
        return place + (occurrence == 1 ? "" : " (" + occurrence + ")");
    }
}
