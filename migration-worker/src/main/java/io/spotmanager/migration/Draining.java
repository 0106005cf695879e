package io.spotmanager.migration;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.pool.DrainRequest;
import io.spotmanager.domain.pool.DrainRules;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.moves.AddHost;
import io.spotmanager.moves.AdoptPlacement;
import io.spotmanager.moves.Move;
import io.spotmanager.moves.RemoveHost;
import io.spotmanager.moves.RestoreHost;
import io.spotmanager.moves.ValidateMove;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of a drain.
 *
 * @param move the same without the waiting
 */
record Draining(Move move, DrainRequest request) {
    private static final String WAIT_SECONDS = "wait_seconds";
    private static final String BLOCKED_BY = "blocked_by";
    private static final int MOST_NAMED = 50;

    static Draining of(ComputeCloud nova, PoolNaming naming, ExternalCalls calls) {
        var request = calls.context().request(DrainRequest.class);
        return new Draining(Move.of(nova, naming, calls, request.move()), request);
    }

    private HostService service() {
        return new HostService(move);
    }

    private DrainDeadline deadline() {
        var context = move.calls().context();
        return new DrainDeadline(
                request.deadline(),
                context.enteredAt(),
                context.facts().path(WAIT_SECONDS).asLong(0));
    }

    StepOutcome validate() {
        var outcome = ValidateMove.observed(move, seen -> new DrainRules(move.naming()).check(request, seen));
        if (!(outcome instanceof StepOutcome.Done(var found))) {
            return outcome;
        }
        var facts = new HashMap<String, Object>(found);
        facts.put(
                WAIT_SECONDS,
                DrainDeadline.seconds(request.deadline(), move.calls().clock().instant()));
        return new StepOutcome.Done(facts);
    }

    /** Closes the host for new VMs, unless somebody else did: theirs is neither marked nor, later, opened. */
    StepOutcome close() {
        return service().close(request.reason());
    }

    /** Nothing has been moved yet, so that a cloud that cannot be read is waited for like the VMs. */
    StepOutcome awaitEmpty() {
        var use = move.nova().tenantsOn(move.request().host());
        if (!(use instanceof Ok(var tenants))) {
            return waiting("Nova could not be read: " + use.readProblem());
        }
        return held(tenants)
                .map(waiting -> waiting instanceof StepOutcome.WaitUntil ? unlessOpened(waiting) : waiting)
                .orElseGet(StepOutcome.Done::new);
    }

    /** New VMs come to a host that somebody opened, so that it may never be empty: who closes it again against them is a person. */
    private StepOutcome unlessOpened(StepOutcome waiting) {
        return move.nova().computeService(request.host()) instanceof Ok<Optional<ComputeService>>(var found)
                        && found.filter(ComputeService::enabled).isPresent()
                ? new StepOutcome.NeedsOperator(
                        "Somebody enabled the compute service while this waited for the host to be empty, so that new VMs come to it. "
                                + "Retry to close it again and wait on, or roll back.")
                : waiting;
    }

    /** Looks once more: an administrator can start a VM on a closed host. */
    StepOutcome remove() {
        return RemoveHost.unless(move, this::held);
    }

    private Optional<StepOutcome> held(HostTenants tenants) {
        var blocking = DrainRules.blocking(request, tenants);
        move.calls().context().observed(BLOCKED_BY, blocking.isEmpty() ? Map.of() : named(tenants));
        return blocking.map(this::waiting);
    }

    private StepOutcome waiting(String what) {
        var calls = move.calls();
        var last = deadline().last();
        if (!calls.clock().instant().isBefore(last)) {
            return new StepOutcome.NeedsOperator(
                    "%s The deadline %s has passed. Retry to wait as long again, or roll back."
                            .formatted(what, last.truncatedTo(ChronoUnit.SECONDS)));
        }
        var next = calls.nextPoll(calls.context().enteredAt());
        return new StepOutcome.WaitUntil(next.isBefore(last) ? next : last, what);
    }

    /** Who is waited for, for people: not what decides. */
    private static Map<String, ?> named(HostTenants tenants) {
        var servers = tenants.servers().stream().map(server -> {
            var row = new HashMap<String, Object>(Map.of(
                    "id", server.id(), "name", server.name(), "project", server.projectId(), "text", server.status()));
            if (server.created() != null) {
                row.put("since", server.created().toString());
            }
            return row;
        });
        var hidden = tenants.hidden().stream()
                .map(each -> new HashMap<String, Object>(
                        Map.of("id", each.id(), "name", each.label(), "text", each.text())));
        return Map.of(
                "tenants",
                Stream.concat(servers, hidden).limit(MOST_NAMED).toList(),
                "count",
                tenants.servers().size() + tenants.hidden().size());
    }

    StepOutcome add() {
        return request.targetAggregate() == null ? new StepOutcome.Skipped("it goes into no pool") : AddHost.run(move);
    }

    /** Opens the host again if this drain closed it, once no earlier request can close it any more. */
    StepOutcome settleService() {
        return request.staysDisabled()
                ? new StepOutcome.Skipped("the service stays disabled")
                : move.lateEffectsOfEarlierStates().orElseGet(() -> service().open(new StepOutcome.Done()));
    }

    /** Success is what Nova shows, not what it answered. */
    StepOutcome verify() {
        return (move.wasTurnedBack() ? move.lateEffects() : Optional.<StepOutcome>empty()).orElseGet(this::look);
    }

    private StepOutcome look() {
        var reading = move.placement();
        if (!(reading instanceof Ok(var placement))) {
            return move.unread(reading);
        }
        if (request.targetAggregate() != null && !placement.onlyInTarget()
                || request.targetAggregate() == null && !placement.nowhere()) {
            return new StepOutcome.NeedsOperator("The host must be in %s. Nova shows it %s."
                    .formatted(
                            request.targetAggregate() == null ? "no pool" : "its target alone", placement.describe()));
        }
        return service().read(this::settled);
    }

    private StepOutcome settled(ComputeService now) {
        if (request.staysDisabled() ? now.enabled() : service().isOurs(now)) {
            return new StepOutcome.NeedsOperator("The host is where it was to go, but its service is %s."
                    .formatted(now.enabled() ? "enabled, and was to stay disabled" : "still disabled for this"));
        }
        var facts = new HashMap<String, Object>();
        if (request.targetAggregate() != null) {
            facts.put("placed_in", request.targetAggregate());
        }
        if (!now.enabled()) {
            facts.put("disabled_reason", HostService.reason(now));
        }
        return new StepOutcome.Done(facts);
    }

    /** The way back: into its pool, then open for new VMs again if this drain closed it. */
    StepOutcome restore() {
        var host = RestoreHost.run(move);
        return host instanceof StepOutcome.Done || host instanceof StepOutcome.Skipped
                ? service().open(new StepOutcome.Done(Map.of("placed_in", request.sourceAggregate())))
                : host;
    }

    /** Leaves the host where it is. Nobody would know any more why it is closed, so that it is opened, unless it was to stay closed. */
    StepOutcome adopt() {
        var adopted = AdoptPlacement.run(move);
        return adopted instanceof StepOutcome.Done && !request.staysDisabled()
                ? service().open(adopted)
                : adopted;
    }
}
