package io.spotmanager.simulator.hyperstack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** All VMs, oldest first, and the deleted ones. Names of existing VMs are unique. */
final class Vms {

    private static final long FIRST_ID = 100_001;

    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedMap<Long, Vm> existing = new TreeMap<>();
    private final List<Vm> gone = new ArrayList<>();
    private long next = FIRST_ID;

    /** Creates a VM in CREATING; empty if a VM of that name exists, even one in DELETING. */
    Optional<Vm> create(Order order, Instant now) {
        lock.lock();
        try {
            if (existing.values().stream().anyMatch(vm -> vm.name().equals(order.name()))) {
                return Optional.empty();
            }
            Vm vm = new Vm(next++, order, now, VmStatus.CREATING, Vm.Addresses.NONE, null);
            existing.put(vm.id(), vm);
            return Optional.of(vm);
        } finally {
            lock.unlock();
        }
    }

    /** Adds a VM that has its id already. */
    void put(Vm vm) {
        lock.lock();
        try {
            existing.put(vm.id(), vm);
            next = Math.max(next, vm.id() + 1);
        } finally {
            lock.unlock();
        }
    }

    List<Vm> all() {
        lock.lock();
        try {
            return List.copyOf(existing.values());
        } finally {
            lock.unlock();
        }
    }

    List<Vm> gone() {
        lock.lock();
        try {
            return List.copyOf(gone);
        } finally {
            lock.unlock();
        }
    }

    Optional<Vm> find(long id) {
        lock.lock();
        try {
            return Optional.ofNullable(existing.get(id));
        } finally {
            lock.unlock();
        }
    }

    /** Changes a VM if it has the given status; otherwise changes nothing and returns empty. */
    Optional<Vm> change(long id, VmStatus from, UnaryOperator<Vm> change) {
        lock.lock();
        try {
            Optional<Vm> changed = Optional.ofNullable(existing.get(id))
                    .filter(vm -> vm.status() == from)
                    .map(change);
            changed.ifPresent(vm -> existing.put(id, vm));
            return changed;
        } finally {
            lock.unlock();
        }
    }

    void remove(long id) {
        lock.lock();
        try {
            Optional.ofNullable(existing.remove(id)).ifPresent(gone::add);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            existing.clear();
            gone.clear();
            next = FIRST_ID;
        } finally {
            lock.unlock();
        }
    }
}
