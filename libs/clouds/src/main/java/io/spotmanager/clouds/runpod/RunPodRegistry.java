package io.spotmanager.clouds.runpod;

import io.spotmanager.clouds.rows.LeftOut;
import io.spotmanager.clouds.rows.UnreadableRows;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.InstallCertificate;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.MachineRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * {@link MachineRegistry} over RunPod's GraphQL API. One instance per account. Thread-safe.
 *
 * <p>The host side of this API is not documented. The documents here are those that hosts' scripts are known to send.
 */
public final class RunPodRegistry implements MachineRegistry {

    private static final String LIST = "query { myself { machines { id name registered gpuReserved } } }";
    /** Only the fields that a launch needs; used if RunPod removes a field of the other document. */
    private static final String PLAIN_LIST = "query { myself { machines { id name } } }";

    private static final String CERTIFICATES = "query { myself { machines { id installCert } } }";
    private static final String ADD = "mutation ($name: String!) { machineAdd(input: {name: $name}) { id name } }";

    /**
     * The form of the argument is not documented; RunPod refuses a document with another form before it does anything.
     */
    private static final List<String> REMOVE = List.of(
            "mutation ($id: String!) { machineDelete(machineId: $id) { id } }",
            "mutation ($id: String!) { machineDelete(input: {machineId: $id}) { id } }",
            "mutation ($id: String!) { machineDelete(input: {machineId: $id}) }");

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final GraphQlLine line;
    private final UnreadableRows unreadable;

    private RunPodRegistry(GraphQlLine line, UnreadableRows unreadable) {
        this.line = line;
        this.unreadable = unreadable;
    }

    /** Creates the client; sends nothing before the first call. */
    public static RunPodRegistry connect(RunPodSettings settings) {
        return new RunPodRegistry(GraphQlLine.to(settings), new UnreadableRows("RunPod"));
    }

    @Override
    public String preview(Function<MachineRegistry, CloudAnswer<?>> call) {
        List<String> told = new ArrayList<>();
        CloudAnswer<?> answer =
                call.apply(new RunPodRegistry(line.unsent(each -> told.add(each.command())), unreadable));
        if (told.isEmpty()) {
            throw new IllegalArgumentException("The call made no request: " + answer.problem());
        }
        return told.getFirst();
    }

    @Override
    public RunPodRegistry journalling(Consumer<ExternalCall> journal) {
        return new RunPodRegistry(line.journalling(journal), unreadable);
    }

    @Override
    public List<String> leftOut() {
        return unreadable.sentences();
    }

    @Override
    public CloudAnswer<List<Machine>> machines() {
        CloudAnswer<List<Machine>> answer = list(LIST);
        return answer instanceof CloudAnswer.Refused<List<Machine>>(int status, String _) && status == BAD_REQUEST
                ? list(PLAIN_LIST)
                : answer;
    }

    private CloudAnswer<List<Machine>> list(String document) {
        LeftOut leftOut = new LeftOut();
        CloudAnswer<List<Machine>> answer = line.query(
                document,
                data -> rows(data).stream()
                        .flatMap(row -> leftOut.read(row, RunPodRegistry::machine).stream())
                        .toList());
        if (answer.ok()) {
            unreadable.record("machines", leftOut);
        }
        return answer;
    }

    @Override
    public CloudAnswer<Machine> add(String name) {
        return line.mutation(ADD, Map.of("name", name), data -> machine(data.path("machineAdd")));
    }

    @Override
    public CloudAnswer<Accepted> remove(String id) {
        CloudAnswer<Accepted> answer = new CloudAnswer.NotSent<>("no document to send");
        for (String document : REMOVE) {
            answer = line.mutation(document, Map.of("id", id), _ -> new Accepted());
            if (!(answer instanceof CloudAnswer.Refused<Accepted>(int status, String _) && status == BAD_REQUEST)) {
                return answer;
            }
        }
        return answer;
    }

    @Override
    public CloudAnswer<InstallCertificate> installCertificate(String machineId) {
        CloudAnswer<List<JsonNode>> machines = line.query(CERTIFICATES, RunPodRegistry::rows);
        if (!(machines instanceof CloudAnswer.Ok<List<JsonNode>>(List<JsonNode> rows))) {
            return machines.map(_ -> new InstallCertificate(""));
        }
        return rows.stream()
                .filter(row -> row.path("id").asString("").equals(machineId))
                .findFirst()
                .map(RunPodRegistry::certificate)
                .orElseGet(() -> new CloudAnswer.Refused<>(NOT_FOUND, "RunPod knows no machine " + machineId));
    }

    private static CloudAnswer<InstallCertificate> certificate(JsonNode row) {
        String secret = row.path("installCert").asString("");
        return secret.isBlank()
                ? new CloudAnswer.Unclear<>("RunPod shows the machine without an install certificate")
                : new CloudAnswer.Ok<>(new InstallCertificate(secret));
    }

    /** A missing list is not an empty one: it means an unexpected answer. */
    private static List<JsonNode> rows(JsonNode data) {
        JsonNode machines = data.at("/myself/machines");
        if (!machines.isArray()) {
            throw new WireFailure.Unusable("an answer without machines: the key may not be that of a host account");
        }
        return machines.valueStream().toList();
    }

    private static Machine machine(JsonNode row) {
        String id = row.path("id").isString() ? row.path("id").stringValue() : "";
        if (id.isBlank()) {
            throw new WireFailure.Unusable("a machine without an id");
        }
        return new Machine(
                id,
                row.path("name").asString(""),
                row.path("registered").isBoolean() ? row.path("registered").booleanValue() : null,
                row.path("gpuReserved").canConvertToInt()
                        ? row.path("gpuReserved").intValue()
                        : null);
    }
}
