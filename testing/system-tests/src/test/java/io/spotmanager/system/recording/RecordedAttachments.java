package io.spotmanager.system.recording;

import static io.spotmanager.system.recording.Catching.forGood;

import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Networks that are attached to servers, in each of their open states. */
final class RecordedAttachments {
    private static final String KIND = "attach-network";
    private static final String NETWORK = "storage-net";

    private final Catching catching;
    private final Supplier<UUID> request;

    RecordedAttachments(Installation installation, Catching catching) {
        this.catching = catching;
        Iterator<String> servers = installation
                .cloud()
                .state()
                .path("ports")
                .valueStream()
                .filter(port -> !port.path("network").asString().equals(NETWORK))
                .map(port -> port.path("server_id").asString())
                .iterator();
        this.request = () -> installation.operator().attach(servers.next(), NETWORK);
    }

    private static Fault attaching(String fault) {
        return Fault.of(fault).at("POST", "os-interface$");
    }

    void catchAll() {
        keep(
                // The gateway has read the network before.
                catching.caught(
                        request,
                        forGood(Fault.of("hang").at("GET", "^/network/").after(1))),
                "REQUESTED",
                "a read got no answer",
                "SUCCEEDED");
        for (var fault : new String[] {"hang", "hang-after"}) {
            keep(catching.caught(request, forGood(attaching(fault))), "VALIDATED", "attachment: " + fault, "SUCCEEDED");
        }
        keep(
                catching.caughtAfter("adopt", "ADOPTING", request, () -> List.of(attaching("hang"))),
                "ADOPTING",
                "a call got no answer",
                "ADOPTED");
        catching.play(attaching("error-before"));
        keep(
                catching.awaitState(request.get(), "NEEDS_OPERATOR"),
                "NEEDS_OPERATOR",
                "attachment: error-before",
                "NEEDS_OPERATOR");
    }

    /** One that no worker works at any more: called when all of them are dead. */
    void withoutWorkers() {
        keep(request.get(), "REQUESTED", "no worker has claimed it", "SUCCEEDED");
    }

    private void keep(UUID operation, String state, String what, String... ends) {
        catching.keep(operation, KIND, state, what, ends);
    }
}
