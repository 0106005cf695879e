package io.spotmanager.simulation.engine;

/** A fault at a point, named so that it is the same point in a shorter history. */
public record PlannedFault(PointKind kind, String place, int occurrence, Fault fault) {
    public static PlannedFault at(Point point, Fault fault) {
        return new PlannedFault(point.kind(), point.place(), point.occurrence(), fault);
    }

    /** True if it is meant for that point. */
    public boolean isFor(Point point) {
        return kind == point.kind() && occurrence == point.occurrence() && place.equals(point.place());
    }

    @Override
    public String toString() {
        return "%s at %s (%d) %s".formatted(fault, place, occurrence, kind);
    }
}
