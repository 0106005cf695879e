package io.spotmanager.domain.pool;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The number of GPUs in a host.
 *
 * @param rules the first rule whose pattern is found in the host's name applies
 * @param usual GPUs of a host that no rule matches
 */
public record GpuCapacity(List<Rule> rules, int usual) {
    /** @param gpus GPUs of each matching host */
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
