package io.spotmanager.gateway.migration;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.MoveVerdict;
import io.spotmanager.domain.pool.StockRules;
import io.spotmanager.gateway.approvals.ReviewedPreview;
import io.spotmanager.gateway.approvals.ReviewedTenants;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.UnreadableField;
import io.spotmanager.workflow.operation.Command;
import jakarta.validation.Validator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.NamingStrategyImpls;

/** Moves, placements and withdrawals that are looked at together: one read of the snapshot for all of them. */
@Component
public class PlannedMoves {
    /**
     * A body of {@code execute-migration}, read.
     *
     * @param command as the rules look at it
     * @param source pool; null for a placement
     * @param target pool; null for a withdrawal
     * @param reason of its requester, or null
     */
    public record Planned(
            HostCommand command,
            String host,
            @Nullable String source,
            @Nullable String target,
            @Nullable String reason) {
        /** Returns the name of its workflow. */
        public String kind() {
            return command.kind();
        }

        /** Returns what the worker gets. */
        public JsonNode request() {
            return command.request();
        }

        /** Returns the pools that it names. */
        public List<String> pools() {
            return Stream.of(source, target).flatMap(Stream::ofNullable).toList();
        }
    }

    /**
     * What one of them would do, as the preview of a single one says it.
     *
     * @param empty true if no VM or other tenant uses the host
     * @param acknowledge what to send along to make it allowed, as far as that helps
     */
    public record Previewed(
            boolean allowed,
            boolean empty,
            List<Check> checks,
            List<Acknowledgement> acknowledge,
            List<String> commands,
            Instant readAt) {
        /** The same with one check more, which forbids nothing. */
        public Previewed with(Check warning) {
            return new Previewed(
                    allowed,
                    empty,
                    Stream.concat(checks.stream(), Stream.of(warning)).toList(),
                    acknowledge,
                    commands,
                    readAt);
        }
    }

    private final SnapshotHostReader snapshot;
    private final MovePreviews previews;
    private final StockRules rules;
    private final JsonMapper json;
    private final Validator validator;
    private final InstantSource clock;

    PlannedMoves(
            SnapshotHostReader snapshot,
            MovePreviews previews,
            StockRules rules,
            JsonMapper json,
            Validator validator,
            InstantSource clock) {
        this.snapshot = snapshot;
        this.previews = previews;
        this.rules = rules;
        this.json = json;
        this.validator = validator;
        this.clock = clock;
    }

    /**
     * Reads one body.
     *
     * @param poolOf finds the pool of a host that is to be withdrawn from wherever it is
     * @throws ProblemException that names every field that is wrong
     */
    public Planned read(JsonNode body, Function<String, Optional<String>> poolOf) {
        var read = body(body);
        var wrong = validator.validate(read).stream()
                .map(each -> new FieldProblem(
                        NamingStrategyImpls.SNAKE_CASE.translate(
                                each.getPropertyPath().toString()),
                        each.getMessage()))
                .sorted(Comparator.comparing(FieldProblem::field))
                .toList();
        if (!wrong.isEmpty()) {
            throw FieldProblem.refusals(wrong);
        }
        if (read.batchId() != null) {
            throw FieldProblem.refusal("batch_id", "is the plan's own: leave it out");
        }
        if (read.times().isGiven()) {
            throw FieldProblem.refusal(
                    List.of("not_before", "not_after", "window", "until"),
                    "go with a single move, and not with a plan: leave them out");
        }
        return planned(read.command(PoolLookup.forPlans(poolOf), clock.instant()), read.reason());
    }

    private MigrationBody body(JsonNode body) {
        try {
            return json.treeToValue(body, MigrationBody.class);
        } catch (JacksonException e) {
            throw FieldProblem.refusals(List.of(UnreadableField.of(e)));
        }
    }

    private static Planned planned(HostCommand command, @Nullable String reason) {
        var move = command.asMove();
        return new Planned(
                command,
                move.host(),
                move.sourceAggregate().isEmpty() ? null : move.sourceAggregate(),
                move.targetAggregate().isEmpty() ? null : move.targetAggregate(),
                reason);
    }

    /** Returns the preview of each, in this order, all from one state of the snapshot. */
    public List<Previewed> preview(List<Planned> planned) {
        if (planned.isEmpty()) {
            return List.of();
        }
        var seen = snapshot.of(planned.stream().map(Planned::host).toList());
        // Deciding is pure, and a thousand of them are worth a second core.
        return IntStream.range(0, planned.size())
                .parallel()
                .mapToObj(index -> preview(planned.get(index).command(), seen.get(index)))
                .toList();
    }

    private Previewed preview(HostCommand command, SnapshotObservation seen) {
        var preview = previews.of(command, seen);
        return new Previewed(
                preview.allowed(),
                !seen.observation().tenants().inUse(),
                preview.checks(),
                preview.acknowledge(),
                preview.commands(),
                preview.snapshot().readAt());
    }

    /** Returns who uses the host of each, in this order, all from one state of the snapshot. */
    public List<ReviewedPreview.Tenants> tenants(List<Planned> planned) {
        return planned.isEmpty()
                ? List.of()
                : snapshot.of(planned.stream().map(Planned::host).toList()).stream()
                        .map(seen -> ReviewedTenants.of(seen.observation().tenants()))
                        .toList();
    }

    /**
     * Whether a host may go into a pool.
     *
     * @param empty true if no VM or other tenant uses the host
     * @param leftOver true if something is left over on it that belongs to no VM
     */
    public record Fit(boolean empty, boolean leftOver, MoveVerdict verdict) {}

    /** Returns for each of these hosts whether it may go into that pool. */
    public Map<String, Fit> fits(List<String> hosts, String pool) {
        var seen = snapshot.of(hosts);
        return IntStream.range(0, hosts.size()).boxed().collect(Collectors.toMap(hosts::get, number -> {
            var observation = seen.get(number).observation();
            var tenants = observation.tenants();
            return new Fit(
                    !tenants.inUse(), !tenants.hidden().isEmpty(), rules.verdict(hosts.get(number), pool, observation));
        }));
    }

    /**
     * Returns what takes a command back: the host returns to where it was. It accepts again that a host changes between NVLink and no
     * NVLink, and nothing else that was accepted.
     *
     * @param reason of a withdrawal, which needs one
     */
    public Planned reverse(Command command, String reason) {
        var done = HostCommand.of(command);
        Set<Acknowledgement> accepted =
                done.asMove().acknowledges(Acknowledgement.NVLINK) ? Set.of(Acknowledgement.NVLINK) : Set.of();
        return planned(done.reversed(accepted, reason), reason);
    }

    /** Returns a command as it was read. */
    public static Planned of(Command command) {
        return planned(HostCommand.of(command), command.reason());
    }
}
