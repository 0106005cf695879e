package io.spotmanager.simulator.faults;

/** A rule with the number of calls that it fitted, and of those that it spoiled. */
public record RuleCount(FaultRule rule, int matched, int fired) {}
