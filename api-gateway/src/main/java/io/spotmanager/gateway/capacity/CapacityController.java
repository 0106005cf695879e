package io.spotmanager.gateway.capacity;

import io.spotmanager.fleet.capacity.CapacityRepository;
import io.spotmanager.fleet.capacity.CapacityRepository.Question;
import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.gateway.problem.FieldProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Used and free GPUs over time. */
@RestController
@Tag(name = "Fleet")
class CapacityController {
    private static final Duration LONGEST = Duration.ofDays(732);
    private static final Duration BY_DEFAULT = Duration.ofDays(1);
    private static final int MOST_POINTS = 2_000;
    /** Of the steps that are chosen where none is asked for, the first with no more points than that. */
    private static final int ENOUGH_POINTS = 400;

    private static final List<Duration> STEPS = Stream.of(5, 15, 30, 60, 180, 360, 720, 1440)
            .map(Duration::ofMinutes)
            .toList();

    private final CapacityRepository capacity;
    private final PoolRepository pools;
    private final OperationMarks marks;
    private final InstantSource clock;

    CapacityController(CapacityRepository capacity, PoolRepository pools, OperationMarks marks, InstantSource clock) {
        this.capacity = capacity;
        this.pools = pools;
        this.marks = marks;
        this.clock = clock;
    }

    /** Covers the last 24 hours by default. Without a pool or type, the series are the types as a whole; with a type, its pools, too. */
    @GetMapping("/api/capacity")
    @Operation(operationId = "getCapacity", summary = "See used, free and missing GPUs over time")
    CapacityReport report(
            @RequestParam(name = "gpu_type", required = false) @Nullable String gpuType,
            @RequestParam(required = false) @Nullable String pool,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String step) {
        var until = Optional.ofNullable(to).orElseGet(clock::instant);
        var since = Optional.ofNullable(from).orElse(until.minus(BY_DEFAULT));
        if (!since.isBefore(until) || since.plus(LONGEST).isBefore(until)) {
            throw FieldProblem.refusal(
                    "from", "must be before to, and at most %d days before it".formatted(LONGEST.toDays()));
        }
        requireKnown(gpuType, pool);
        var question = new Question(gpuType, pool, since, until, step(step, Duration.between(since, until)));
        return CapacityReport.of(question, capacity.read(question), marks.in(question));
    }

    private static Duration step(@Nullable String wanted, Duration length) {
        if (wanted == null) {
            return STEPS.stream()
                    .filter(step -> points(length, step) <= ENOUGH_POINTS)
                    .findFirst()
                    .orElse(STEPS.getLast());
        }
        var step = STEPS.stream()
                .filter(known -> known.toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> FieldProblem.refusal("step", "must be one of " + names(STEPS)));
        if (points(length, step) > MOST_POINTS) {
            throw FieldProblem.refusal(
                    "step",
                    "makes more than %,d points of this time; ask for a shorter time or for one of %s"
                            .formatted(
                                    MOST_POINTS,
                                    names(STEPS.stream()
                                            .filter(longer -> points(length, longer) <= MOST_POINTS)
                                            .toList())));
        }
        return step;
    }

    private static long points(Duration length, Duration step) {
        return length.dividedBy(step) + 1;
    }

    private static String names(List<Duration> steps) {
        return steps.stream().map(Duration::toString).collect(Collectors.joining(", "));
    }

    private void requireKnown(@Nullable String gpuType, @Nullable String pool) {
        if (gpuType != null && !pools.gpuTypes().contains(gpuType) && !capacity.knows(gpuType, null)) {
            throw FieldProblem.refusal("gpu_type", "is not known: there are " + String.join(", ", pools.gpuTypes()));
        }
        if (pool != null && pools.named(List.of(pool)).isEmpty() && !capacity.knows(null, pool)) {
            throw FieldProblem.refusal("pool", "is not known: GET /api/gpu-types lists all, names are case-sensitive");
        }
        if (gpuType != null && pool != null && isOfAnother(gpuType, pool) && !capacity.knows(gpuType, pool)) {
            throw FieldProblem.refusal("pool", "does not sell %s; leave gpu_type out".formatted(gpuType));
        }
    }

    private boolean isOfAnother(String gpuType, String pool) {
        return pools.named(List.of(pool)).stream().anyMatch(sold -> !gpuType.equals(sold.gpuType()));
    }
}
