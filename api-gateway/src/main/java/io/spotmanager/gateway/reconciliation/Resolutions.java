package io.spotmanager.gateway.reconciliation;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.PlaceRequest;
import io.spotmanager.gateway.approvals.CommandGate;
import io.spotmanager.gateway.migration.HostCommand;
import io.spotmanager.gateway.operations.AcceptedOperation;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.reconciliation.ExpectedPlaces.Expected;
import io.spotmanager.gateway.workflows.WorkflowCatalogue;
import io.spotmanager.workflow.operation.Command;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Ends the difference of one host. Both ways are operations: who decided it and why is in the history, and a worker reads Nova again. */
@Component
class Resolutions {
    /** The state of a move in which its worker ends it where Nova shows the host. */
    private static final String ADOPTING = "ADOPTING";

    private final CloudReading clouds;
    private final ExpectedPlaces places;
    private final WorkflowCatalogue workflows;
    private final CommandService commands;
    private final CommandGate gate;

    Resolutions(
            CloudReading clouds,
            ExpectedPlaces places,
            WorkflowCatalogue workflows,
            CommandService commands,
            CommandGate gate) {
        this.clouds = clouds;
        this.places = places;
        this.workflows = workflows;
        this.commands = commands;
        this.gate = gate;
    }

    private record Difference(Expected expected, List<String> pools) {}

    /** A move that begins with its adoption: from where the history left the host to where it is. It changes nothing in the cloud. */
    ResponseEntity<AcceptedOperation> adopt(String host, String user, String reason) {
        var difference = difference(host);
        var start = workflows
                .startIn(HostCommand.Move.KIND, ADOPTING)
                .orElseThrow(
                        () -> ProblemType.ACTION_NOT_ALLOWED.because(
                                "Nothing was done. No worker has described yet how a move is adopted. Start a migration worker of this release first."));
        var source = difference.expected().pool();
        var target = difference.pools().size() == 1 ? difference.pools().getFirst() : source;
        return commands.submit(
                command(new HostCommand.Move(new MoveRequest(host, source, target, null)), user, reason), start, null);
    }

    /** An ordinary move, or placement, back to where the history left the host, by the rules of each. */
    ResponseEntity<CommandAnswer> repair(
            String host, @Nullable Set<Acknowledgement> acknowledge, Authentication user, String reason) {
        var difference = difference(host);
        if (difference.pools().size() > 1) {
            throw FieldProblem.refusal(
                    "host",
                    "is in %s, and a move takes a host out of one pool: correct that with openstack aggregate remove host, or adopt it"
                            .formatted(String.join(" and ", difference.pools())));
        }
        var pool = difference.expected().pool();
        var back = difference.pools().isEmpty()
                ? new HostCommand.Place(new PlaceRequest(host, pool, acknowledge))
                : new HostCommand.Move(new MoveRequest(host, difference.pools().getFirst(), pool, acknowledge));
        return gate.submit(command(back, user.getName(), reason), null, user);
    }

    private static Command command(HostCommand command, String user, String reason) {
        return new Command(command.kind(), command.asMove().host(), command.request(), user, reason, null);
    }

    private Difference difference(String host) {
        commands.requireFree(host);
        var expected = places.of(host)
                .orElseThrow(() -> FieldProblem.refusal(
                        "host",
                        "is '%s', and the history expects nothing of it: no move of it has succeeded since it was adopted last, or ever"
                                .formatted(host)));
        var pools = clouds.pools(clouds.aggregates()).getOrDefault(host, List.of());
        if (pools.equals(List.of(expected.pool()))) {
            throw FieldProblem.refusal(
                    "host",
                    "is '%s', which is in %s, where the history left it: there is no difference"
                            .formatted(host, expected.pool()));
        }
        return new Difference(expected, pools);
    }
}
