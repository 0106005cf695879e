package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

/** The script in force. With the same seed and the same order of calls, the same calls are spoiled. */
public final class FaultScript {

    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<ArmedRule> rules = List.of();

    /** Replaces the script; counts begin again. */
    public void play(FaultPlan plan) {
        long seed = plan.seed() == null ? 0 : plan.seed();
        List<ArmedRule> armed = new ArrayList<>();
        if (plan.rules() != null) {
            for (FaultRule rule : plan.rules()) {
                // Dice of its own for each rule, so that adding one does not change what the others do.
                armed.add(new ArmedRule(rule, seed + armed.size()));
            }
        }
        rules = List.copyOf(armed);
    }

    /** The rules that fire for this call: any number of latencies and twists, then at most one of another kind. */
    List<FaultRule> judge(Request request) {
        List<ArmedRule> current = rules;
        if (current.isEmpty()) {
            return List.of();
        }
        lock.lock();
        try {
            List<FaultRule> fired = new ArrayList<>();
            for (ArmedRule armed : current) {
                if (armed.fires(request)) {
                    fired.add(armed.rule());
                    if (!armed.rule().fault().goesOn()) {
                        break;
                    }
                }
            }
            return fired;
        } finally {
            lock.unlock();
        }
    }

    /** How often each rule fitted and fired so far. */
    public List<RuleCount> counts() {
        lock.lock();
        try {
            return rules.stream().map(ArmedRule::count).toList();
        } finally {
            lock.unlock();
        }
    }

    /** A rule at work. Not safe for several threads: {@link FaultScript} takes care. */
    private static final class ArmedRule {

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
}
