package io.spotmanager.simulator.runpod;

import io.spotmanager.simulator.control.Part;
import io.spotmanager.simulator.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The machines of the account, oldest first; names may come twice. */
public final class Machines implements Part {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Machine> machines = new ArrayList<>();

    Machine add(String name) {
        lock.lock();
        try {
            String random = UUID.randomUUID().toString().replace("-", "");
            Machine machine = new Machine(random.substring(0, 12), name, "cert-" + random);
            machines.add(machine);
            return machine;
        } finally {
            lock.unlock();
        }
    }

    boolean remove(String id) {
        lock.lock();
        try {
            return machines.removeIf(machine -> machine.id().equals(id));
        } finally {
            lock.unlock();
        }
    }

    List<Machine> all() {
        lock.lock();
        try {
            return List.copyOf(machines);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void describe(ObjectNode picture) {
        ArrayNode rows = Json.array();
        all().forEach(machine -> rows.add(Json.object().put("id", machine.id()).put("name", machine.name())));
        picture.set("machines", rows);
    }

    @Override
    public void reset() {
        lock.lock();
        try {
            machines.clear();
        } finally {
            lock.unlock();
        }
    }
}
