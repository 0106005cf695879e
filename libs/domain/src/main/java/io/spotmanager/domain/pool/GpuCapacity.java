package io.spotmanager.domain.pool;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How many GPUs are built into a host.
 *
 * @param rules the first whose pattern is found in the host's name counts
 * @param usual what a host has that no rule speaks of
 */
public record GpuCapacity(List<Rule> rules, int usual) {
    /** @param gpus in each host that fits */
    public record Rule(Pattern host, int gpus) {}

    public GpuCapacity {
        rules = List.copyOf(rules);
    }

    public int of(String host) {
        return rules.stream()
                .filter(rule -> rule.host().matcher(host).find())
                .findFirst()
                .map(Rule::gpus)
                .orElse(usual);
    }
}
