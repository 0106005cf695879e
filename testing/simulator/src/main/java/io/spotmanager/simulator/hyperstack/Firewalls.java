package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.fleet.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The firewalls and their VMs. Every write replaces the whole list of a firewall or of a VM; reads show it after the
 * visibility time, first as ATTACHING.
 */
final class Firewalls {

    private static final int FIRST_ID = 971;

    /** A set of rules in one environment. */
    record Firewall(int id, String name, Environment environment) {}

    /** What a firewall shows of one VM. */
    record Attachment(int id, long vmId, String status, Instant created) {
        Attachment attached() {
            return new Attachment(id, vmId, "ATTACHED", created);
        }
    }

    private final Timeline timeline;
    private final List<Firewall> firewalls = Catalogue.environments().stream()
            .filter(environment -> environment.name().endsWith("-RunPod"))
            .map(environment -> new Firewall(
                    FIRST_ID + environment.region().ordinal(),
                    "runpod-" + environment.region().prefix(),
                    environment))
            .toList();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Set<Integer>> wanted = new HashMap<>();
    private final Map<Integer, SequencedMap<Long, Attachment>> shown = new HashMap<>();
    private int attachments;

    Firewalls(Timeline timeline) {
        this.timeline = timeline;
    }

    List<Firewall> all() {
        return firewalls;
    }

    Optional<Firewall> find(long id) {
        return firewalls.stream().filter(firewall -> firewall.id() == id).findFirst();
    }

    /** Replaces the firewalls of one VM. */
    void attach(long vm, Set<Integer> ids, Instant now, Duration delay) {
        lock.lock();
        try {
            wanted.put(vm, Set.copyOf(ids));
        } finally {
            lock.unlock();
        }
        show(vm, now, delay);
    }

    /** Replaces the VMs of one firewall. */
    void replace(int firewall, Set<Long> vms, Instant now, Duration delay) {
        Set<Long> touched = new TreeSet<>(vms);
        lock.lock();
        try {
            wanted.forEach((vm, ids) -> {
                if (ids.contains(firewall)) {
                    touched.add(vm);
                }
            });
            for (long vm : touched) {
                Set<Integer> ids = new HashSet<>(wanted.getOrDefault(vm, Set.of()));
                ids.remove(firewall);
                if (vms.contains(vm)) {
                    ids.add(firewall);
                }
                wanted.put(vm, ids);
            }
        } finally {
            lock.unlock();
        }
        touched.forEach(vm -> show(vm, now, delay));
    }

    /** What reads of a firewall show, oldest first. */
    List<Attachment> shown(int firewall) {
        lock.lock();
        try {
            SequencedMap<Long, Attachment> rows = shown.get(firewall);
            return rows == null ? List.of() : List.copyOf(rows.values());
        } finally {
            lock.unlock();
        }
    }

    /** Returns all VMs of the firewall, also those that reads do not show yet. */
    List<Long> guarded(int firewall) {
        lock.lock();
        try {
            return wanted.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(firewall))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    void forget(long vm) {
        lock.lock();
        try {
            wanted.remove(vm);
            shown.values().forEach(rows -> rows.remove(vm));
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            wanted.clear();
            shown.clear();
            attachments = 0;
        } finally {
            lock.unlock();
        }
    }

    private void show(long vm, Instant now, Duration delay) {
        Instant first = now.plus(delay);
        timeline.plan(first, () -> settle(vm, first));
        timeline.plan(first.plus(delay), () -> confirm(vm));
    }

    private void settle(long vm, Instant at) {
        lock.lock();
        try {
            Set<Integer> ids = wanted.getOrDefault(vm, Set.of());
            for (Firewall firewall : firewalls) {
                SequencedMap<Long, Attachment> rows = shown.computeIfAbsent(firewall.id(), id -> new LinkedHashMap<>());
                if (!ids.contains(firewall.id())) {
                    rows.remove(vm);
                } else if (!rows.containsKey(vm)) {
                    rows.put(vm, new Attachment(++attachments, vm, "ATTACHING", at));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void confirm(long vm) {
        lock.lock();
        try {
            for (SequencedMap<Long, Attachment> rows : shown.values()) {
                rows.computeIfPresent(vm, (id, row) -> row.attached());
            }
        } finally {
            lock.unlock();
        }
    }
}
