package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Request;
import java.util.ArrayList;
import java.util.List;
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
}
