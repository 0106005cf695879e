package io.spotmanager.simulator.runpod;

import io.spotmanager.simulator.control.Part;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
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
            Machine machine = new Machine(random.substring(0, 12), name, "cert-" + random, false, Machine.Offer.NONE);
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

    /**
     * What the owner and the customers of a machine do at RunPod.
     *
     * @param name of the machine, or of the host in whose name its name begins; null for all
     * @param listed null to leave it as it is
     * @param gpuReserved null to leave it as it is
     */
    record Rent(
            @Nullable String name,
            @Nullable Boolean listed,
            @Nullable Integer gpuReserved) {
        private boolean means(Machine machine) {
            return name == null || machine.name().equals(name) || machine.name().startsWith(name + "-");
        }
    }

    /** Takes a body such as {@code {"name": "CA1-L40-01", "listed": true, "gpuReserved": 2}}; it may also add a machine that no launch made. */
    public Response rent(Request request) {
        try {
            Rent rent = Json.read(request.body(), Rent.class);
            lock.lock();
            try {
                if (machines.stream().noneMatch(rent::means)) {
                    if (rent.name() == null) {
                        return Response.json(404, Json.object().put("error", "there is no machine"));
                    }
                    Machine added = add(rent.name());
                    machines.replaceAll(machine -> machine.id().equals(added.id()) ? machine.joined() : machine);
                }
                machines.replaceAll(machine -> rent.means(machine)
                        ? machine.offered(machine.offer().with(rent.listed(), rent.gpuReserved()))
                        : machine);
                return Response.empty(204);
            } finally {
                lock.unlock();
            }
        } catch (JacksonException e) {
            return Response.json(400, Json.object().put("error", "no such machine: " + e.getOriginalMessage()));
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
    public void describe(ObjectNode view) {
        ArrayNode rows = Json.array();
        all().forEach(machine -> rows.add(Json.object()
                .put("id", machine.id())
                .put("name", machine.name())
                .put("registered", machine.registered())
                .put("listed", machine.offer().listed())
                .put("gpu_reserved", machine.offer().gpuReserved())));
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
                        row.path("registered").asBoolean(),
                        new Machine.Offer(
                                row.path("listed").asBoolean(false),
                                row.path("gpu_reserved").asInt(0))));
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
