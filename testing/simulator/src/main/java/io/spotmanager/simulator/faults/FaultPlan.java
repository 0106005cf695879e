package io.spotmanager.simulator.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script of faults.
 *
 * @param seed of the random numbers; null: 0
 * @param rules checked in this order; null: none
 */
public record FaultPlan(@Nullable Long seed, @Nullable List<FaultRule> rules) {

    public static final FaultPlan NONE = new FaultPlan(0L, List.of());
}
