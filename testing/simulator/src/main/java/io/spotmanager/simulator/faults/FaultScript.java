package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

/** The active script. The same seed and the same order of calls give the same faults. */
public final class FaultScript {

    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<ArmedRule> rules = List.of();

    /** Replaces the script and resets the counts. */
    public void play(FaultPlan plan) {
        long seed = plan.seed() == null ? 0 : plan.seed();
        List<ArmedRule> armed = new ArrayList<>();
        if (plan.rules() != null) {
            for (FaultRule rule : plan.rules()) {
                // Each rule has its own random numbers, so that a further rule does not change the others.
                armed.add(new ArmedRule(rule, seed + armed.size()));
            }
        }
        rules = List.copyOf(armed);
    }

    /** Returns the rules that fire for this call: any number of latencies and side effects, then at most one other fault. */
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
                    if (!armed.rule().fault().continues()) {
                        break;
                    }
                }
            }
            return fired;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how often each rule matched and fired. */
    public List<RuleCount> counts() {
        lock.lock();
        try {
            return rules.stream().map(ArmedRule::count).toList();
        } finally {
            lock.unlock();
        }
    }

    /** A rule with its counts. Not thread-safe: {@link FaultScript} holds the lock. */
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
