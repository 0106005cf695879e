package io.spotmanager.simulator.runpod;

import io.spotmanager.simulator.control.Part;
import io.spotmanager.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The machines of the account, oldest first; names may come twice. */
public final class Machines implements Part {

    private static final List<String> CLOUD_INIT =
            List.of("#cloud-config", "#!", "Content-Type: multipart/", "MIME-Version:");

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Machine> machines = new ArrayList<>();

    Machine add(String name) {
        lock.lock();
        try {
            String random = UUID.randomUUID().toString().replace("-", "");
            Machine machine = new Machine(random.substring(0, 12), name, "cert-" + random, false);
            machines.add(machine);
            return machine;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Called after the first start of a VM: joins the machine whose certificate is in the user data. Like cloud-init, ignores user
     * data that is no cloud-config, script or MIME message.
     */
    public void join(String userData) {
        if (CLOUD_INIT.stream().noneMatch(userData::startsWith)) {
            return;
        }
        lock.lock();
        try {
            machines.replaceAll(machine -> has(userData, machine.installCert()) ? machine.joined() : machine);
        } finally {
            lock.unlock();
        }
    }

    private static boolean has(String userData, String certificate) {
        return userData.contains(certificate)
                || userData.contains(Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.UTF_8)));
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
    public void describe(ObjectNode view) {
        ArrayNode rows = Json.array();
        all().forEach(machine -> rows.add(Json.object()
                .put("id", machine.id())
                .put("name", machine.name())
                .put("registered", machine.registered())));
        view.set("machines", rows);
    }

    @Override
    public void restore(JsonNode view) {
        lock.lock();
        try {
            for (JsonNode row : view.path("machines")) {
                machines.add(new Machine(
                        row.path("id").asString(),
                        row.path("name").asString(),
                        "cert-" + row.path("id").asString(),
                        row.path("registered").asBoolean()));
            }
        } finally {
            lock.unlock();
        }
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
