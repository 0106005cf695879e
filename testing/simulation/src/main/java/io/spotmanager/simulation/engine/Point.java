package io.spotmanager.simulation.engine;

/**
 * A point that a history passed.
 *
 * @param place who does what there; the same in every history
 * @param occurrence how often this history had come to that place, from 1
 */
public record Point(PointKind kind, String place, int occurrence) {
    @Override
    public String toString() {
        return place + (occurrence == 1 ? "" : " (" + occurrence + ")");
    }
}
