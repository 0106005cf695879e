package io.spotmanager.simulator.http;

import java.time.Instant;

/** Writes every call that passes into the call log, once its answer is known. */
public final class LoggedGate implements Gate {

    private static final int NANOS_PER_MICRO = 1000;

    private final Gate gate;
    private final CallLog log;
    private final Time time;

    public LoggedGate(Gate gate, CallLog log, Time time) {
        this.gate = gate;
        this.log = log;
        this.time = time;
    }

    @Override
    public Answer pass(Request request) {
        Instant at = time.now();
        long start = System.nanoTime();
        Answer answer = gate.pass(request);
        log.record(Call.of(request, answer, at, (System.nanoTime() - start) / NANOS_PER_MICRO));
        return answer;
    }
}
