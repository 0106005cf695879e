package io.spotmanager.clouds.runpod;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.rows.LeftOut;
import io.spotmanager.clouds.rows.NameSearch;
import io.spotmanager.clouds.rows.UnreadableRows;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.InstallCertificate;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.MachineRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * {@link MachineRegistry} over RunPod's GraphQL API. One instance per account. Thread-safe.
 *
 * <p>The host side of this API is not documented. The documents here are those that hosts' scripts are known to send.
 */
public final class RunPodRegistry implements MachineRegistry {

    /** From the most to the fewest fields; the next is used if RunPod has removed a field of the one before. */
    private static final List<String> LISTS = List.of(
            "query { myself { machines { id name registered gpuReserved listed } } }",
            "query { myself { machines { id name registered gpuReserved } } }",
            "query { myself { machines { id name } } }");

    private static final String CERTIFICATES = "query { myself { machines { id installCert } } }";
    private static final String ADD = "mutation ($name: String!) { machineAdd(input: {name: $name}) { id name } }";

    /**
     * The first is what runpod/terraform-provider-runpod sends (resource_machine/machine_resource.go, Delete). The form of the
     * argument is not documented; RunPod refuses a document with another form before it does anything. No public source tells
     * how a machine is listed or unlisted.
     */
    private static final List<String> REMOVE = List.of(
            "mutation ($id: String!) { machineDelete(machineId: $id) { id } }",
            "mutation ($id: String!) { machineDelete(input: {machineId: $id}) { id } }",
            "mutation ($id: String!) { machineDelete(input: {machineId: $id}) }");

    private static final int BAD_REQUEST = 400;

    private final GraphQlClient client;
    private final UnreadableRows unreadable;

    private RunPodRegistry(GraphQlClient client, UnreadableRows unreadable) {
        this.client = client;
        this.unreadable = unreadable;
    }

    /**
     * Creates the client; sends nothing before the first call.
     *
     * @param clock by which RunPod's requests to wait end, so that of whoever waits for them
     */
    public static RunPodRegistry connect(RunPodSettings settings, InstantSource clock) {
        return new RunPodRegistry(GraphQlClient.to(settings, clock), new UnreadableRows("RunPod"));
    }

    /** One on the clock of the system. */
    public static RunPodRegistry connect(RunPodSettings settings) {
        return connect(settings, InstantSource.system());
    }

    /** Creates a client that previews requests and sends none: each call answers that it was not sent. */
    public static RunPodRegistry previewing(RunPodSettings settings) {
        return new RunPodRegistry(
                GraphQlClient.to(settings, InstantSource.system()).unsent(_ -> {}), new UnreadableRows("RunPod"));
    }

    @Override
    public String preview(Function<MachineRegistry, CloudResult<?>> call) {
        List<String> told = new ArrayList<>();
        CloudResult<?> answer =
                call.apply(new RunPodRegistry(client.unsent(each -> told.add(each.command())), unreadable));
        if (told.isEmpty()) {
            throw new IllegalArgumentException("The call made no request: " + answer.problem());
        }
        return told.getFirst();
    }

    @Override
    public RunPodRegistry recordingTo(Consumer<ExternalCall> recorder) {
        return new RunPodRegistry(client.recordingTo(recorder), unreadable);
    }

    @Override
    public List<String> leftOut() {
        return unreadable.sentences();
    }

    @Override
    public CloudResult<List<Machine>> machines() {
        return listed(_ -> false);
    }

    @Override
    public CloudResult<List<Machine>> named(String name) {
        NameSearch search = new NameSearch(name);
        return listed(search::isEssential).then(machines -> search.among(machines, Machine::name, "machine"));
    }

    private CloudResult<List<Machine>> listed(Predicate<JsonNode> essential) {
        CloudResult<List<Machine>> answer = new CloudResult.NotSent<>("no document to send");
        for (String document : LISTS) {
            answer = list(document, essential);
            if (!(answer instanceof CloudResult.Rejected<List<Machine>>(int status, String _)
                    && status == BAD_REQUEST)) {
                return answer;
            }
        }
        return answer;
    }

    /** @param essential a row that must not be left out: if it cannot be read, the list cannot */
    private CloudResult<List<Machine>> list(String document, Predicate<JsonNode> essential) {
        LeftOut leftOut = new LeftOut();
        return unreadable.checked(
                "machines",
                leftOut,
                client.query(
                        document,
                        data -> rows(data).stream()
                                .flatMap(row -> leftOut.unless(essential, row, RunPodRegistry::machine).stream())
                                .toList()));
    }

    @Override
    public CloudResult<Machine> add(String name) {
        return client.mutation(ADD, Map.of("name", name), data -> {
            Machine added = machine(data.path("machineAdd"));
            if (!added.name().isEmpty() && !added.name().equals(name)) {
                throw new HttpFailure.MalformedResponse("an answer with another machine than the one that was added");
            }
            return added;
        });
    }

    @Override
    public CloudResult<Accepted> remove(String id) {
        CloudResult<Accepted> answer = new CloudResult.NotSent<>("no document to send");
        for (String document : REMOVE) {
            answer = client.mutation(document, Map.of("id", id), RunPodRegistry::removed);
            if (!(answer instanceof CloudResult.Rejected<Accepted>(int status, String _) && status == BAD_REQUEST)) {
                return answer;
            }
        }
        return answer;
    }

    @Override
    public CloudResult<InstallCertificate> installCertificate(String machineId) {
        CloudResult<List<JsonNode>> machines = client.query(CERTIFICATES, RunPodRegistry::rows);
        if (!(machines instanceof CloudResult.Ok<List<JsonNode>>(List<JsonNode> rows))) {
            return machines.map(_ -> new InstallCertificate(""));
        }
        return rows.stream()
                .filter(row -> row.path("id").asString("").equals(machineId))
                .findFirst()
                .map(RunPodRegistry::certificate)
                // It may be too new to be listed, or its row could not be read.
                .orElseGet(() -> new CloudResult.Indeterminate<>("RunPod does not show the machine " + machineId));
    }

    private static CloudResult<InstallCertificate> certificate(JsonNode row) {
        String secret = row.path("installCert").asString("");
        return secret.isBlank()
                ? new CloudResult.Indeterminate<>("RunPod shows the machine without an install certificate")
                : new CloudResult.Ok<>(new InstallCertificate(secret));
    }

    /** The value may be null: its type is not documented. */
    private static Accepted removed(JsonNode data) {
        if (!data.has("machineDelete")) {
            throw new HttpFailure.MalformedResponse("an answer without machineDelete");
        }
        return new Accepted();
    }

    /** A missing list is not an empty one: it means an unexpected answer. */
    private static List<JsonNode> rows(JsonNode data) {
        JsonNode machines = data.at("/myself/machines");
        if (!machines.isArray()) {
            throw new HttpFailure.MalformedResponse(
                    "an answer without machines: the key may not be that of a host account");
        }
        return machines.valueStream().toList();
    }

    private static Machine machine(JsonNode row) {
        String id = row.path("id").isString() ? row.path("id").stringValue() : "";
        if (id.isBlank()) {
            throw new HttpFailure.MalformedResponse("a machine without an id");
        }
        return new Machine(
                id,
                row.path("name").asString(""),
                row.path("registered").isBoolean() ? row.path("registered").booleanValue() : null,
                row.path("gpuReserved").canConvertToInt()
                        ? row.path("gpuReserved").intValue()
                        : null,
                row.path("listed").isBoolean() ? row.path("listed").booleanValue() : null);
    }
}
