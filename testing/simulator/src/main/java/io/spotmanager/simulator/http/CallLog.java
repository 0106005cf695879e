package io.spotmanager.simulator.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Counts the calls of each route and keeps the latest ones. */
public final class CallLog {

    private static final int REMEMBERED = 1000;
    private static final Pattern ID =
            Pattern.compile("/(?:\\d+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32})(?=/|$)", Pattern.CASE_INSENSITIVE);

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final ArrayDeque<Call> latest = new ArrayDeque<>(REMEMBERED);
    private final ReentrantLock lock = new ReentrantLock();

    /** Returns the gate with every call recorded once its answer is known. */
    public Gate recording(Gate gate, Time time) {
        return request -> {
            Instant at = time.now();
            long start = System.nanoTime();
            Answer answer = gate.pass(request);
            record(Call.of(request, answer, at, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start)));
            return answer;
        };
    }

    private void record(Call call) {
        counts.computeIfAbsent(call.method() + " " + routeOf(call.path()), route -> new LongAdder())
                .increment();
        lock.lock();
        try {
            if (latest.size() == REMEMBERED) {
                latest.removeFirst();
            }
            latest.addLast(call);
        } finally {
            lock.unlock();
        }
    }

    /** How often each route was called since the start or the last {@link #clear}, such as {@code GET /v2.1/servers/{id}}. */
    public Map<String, Long> counts() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((route, count) -> sums.put(route, count.sum()));
        return sums;
    }

    /** Up to a thousand calls, oldest first. */
    public List<Call> latest() {
        lock.lock();
        try {
            return List.copyOf(latest);
        } finally {
            lock.unlock();
        }
    }

    public void clear() {
        lock.lock();
        try {
            latest.clear();
            counts.clear();
        } finally {
            lock.unlock();
        }
    }

    private static String routeOf(String target) {
        int query = target.indexOf('?');
        return ID.matcher(query < 0 ? target : target.substring(0, query)).replaceAll("/{id}");
    }
}
