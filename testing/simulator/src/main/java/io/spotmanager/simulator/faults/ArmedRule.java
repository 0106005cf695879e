package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Request;
import java.util.Random;

/** A rule at work. Not safe for several threads: {@link FaultScript} takes care. */
final class ArmedRule {

    private final FaultRule rule;
    private final Random dice;
    private int matched;
    private int fired;

    ArmedRule(FaultRule rule, long seed) {
        this.rule = rule;
        this.dice = new Random(seed);
    }

    boolean fires(Request request) {
        if (rule.match() != null && !rule.match().fits(request)) {
            return false;
        }
        matched++;
        if (rule.skip() != null && matched <= rule.skip()) {
            return false;
        }
        if (rule.times() != null && fired >= rule.times()) {
            return false;
        }
        if (rule.probability() != null && dice.nextDouble() >= rule.probability()) {
            return false;
        }
        fired++;
        return true;
    }

    FaultRule rule() {
        return rule;
    }

    RuleCount count() {
        return new RuleCount(rule, matched, fired);
    }
}
