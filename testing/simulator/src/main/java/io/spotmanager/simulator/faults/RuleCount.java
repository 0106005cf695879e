package io.spotmanager.simulator.faults;

/** A rule with the numbers of matching calls and of faults. */
public record RuleCount(FaultRule rule, int matched, int fired) {}
