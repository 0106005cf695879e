package io.spotmanager.gateway.capacity;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.spotmanager.fleet.capacity.CapacityRepository.Point;
import io.spotmanager.fleet.capacity.CapacityRepository.Question;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The response of {@code /api/capacity}.
 *
 * @param step length of each point, as an ISO 8601 duration
 * @param operations those that act on a host or pool of the series, newest first
 * @param operationsLeftOut true if there are more operations in the time than were looked at
 */
@Schema(name = "Capacity")
record CapacityReport(
        Instant from, Instant to, String step, List<Series> series, List<Mark> operations, boolean operationsLeftOut) {

    /** @param pool left out for the whole type, whose hosts include those in no pool */
    @Schema(name = "CapacitySeries")
    record Series(String gpuType, @Nullable String pool, List<Step> points) {}

    /**
     * Averages of the samples within a step. A step in which the fleet was not read is left out.
     *
     * @param at its start
     * @param hostsAvailable hosts in stock without VMs
     */
    @Schema(name = "CapacityPoint")
    record Step(
            Instant at, double hosts, double hostsAvailable, double hostsUnderWay, double hostsOutOfStock, Gpus gpus) {
        private static Step of(Point point) {
            return new Step(
                    point.at(),
                    rounded(point.hosts()),
                    rounded(point.hostsAvailable()),
                    rounded(point.hostsUnderWay()),
                    rounded(point.hostsOutOfStock()),
                    new Gpus(
                            rounded(point.free()),
                            point.freeLeast(),
                            rounded(point.used()),
                            rounded(point.underWay()),
                            rounded(point.outOfStock())));
        }
    }

    /** @param freeLeast the fewest that were free at one time */
    @Schema(name = "CapacityGpus")
    record Gpus(double free, int freeLeast, double used, double underWay, double outOfStock) {}

    /** @param at when it ended; for an open one, when it was accepted */
    @Schema(name = "CapacityOperation")
    record Mark(UUID id, String kind, String host, String state, boolean open, Instant at) {}

    static CapacityReport of(Question question, List<Point> points, OperationMarks.Found marks) {
        var bySeries = points.stream()
                .collect(groupingBy(point -> List.of(point.gpuType(), point.pool()), LinkedHashMap::new, toList()));
        return new CapacityReport(
                question.from(),
                question.to(),
                question.step().toString(),
                bySeries.values().stream().map(CapacityReport::series).toList(),
                marks.marks(),
                marks.leftOut());
    }

    private static Series series(List<Point> points) {
        var first = points.getFirst();
        return new Series(
                first.gpuType(),
                first.pool().isEmpty() ? null : first.pool(),
                points.stream().map(Step::of).toList());
    }

    private static double rounded(double average) {
        return Math.round(average * 10) / 10.0;
    }
}
