package io.spotmanager.gateway.migration;

import io.spotmanager.gateway.approvals.CommandGate;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.reservations.Reserving;
import io.spotmanager.gateway.security.rights.CallerLimits;
import io.spotmanager.gateway.security.rights.Touched;
import io.spotmanager.workflow.operation.Command;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Moving a host. */
@RestController
@RequestMapping("/api")
@Tag(name = "Moves")
class MigrationController {
    private static final int MOST_HOSTS = 100;

    private final MovePreviews previews;

    private final MoveVerdicts verdicts;
    private final TargetFinder targets;
    private final CommandGate commands;
    private final Reserving reserving;
    private final SourcePools sources;
    private final KnownRefusals refusals;
    private final CommandService service;
    private final CallerLimits limits;
    private final InstantSource clock;

    MigrationController(
            MovePreviews previews,
            MoveVerdicts verdicts,
            TargetFinder targets,
            CommandGate commands,
            Reserving reserving,
            SourcePools sources,
            KnownRefusals refusals,
            CommandService service,
            CallerLimits limits,
            InstantSource clock) {
        this.clock = clock;
        this.sources = sources;
        this.refusals = refusals;
        this.service = service;
        this.limits = limits;
        this.previews = previews;
        this.verdicts = verdicts;
        this.targets = targets;
        this.commands = commands;
        this.reserving = reserving;
    }

    /** What the move would do and whether it would be allowed; changes nothing. */
    @PostMapping("/preview-migration")
    @Operation(operationId = "previewMigration", summary = "Preview a move")
    @ErrorResponses(ProblemType.CLOUD_UNAVAILABLE)
    MovePreview preview(@Valid @RequestBody MigrationBody body, Authentication user) {
        var command = body.command(sources, clock.instant());
        var preview = previews.of(command).with(commands.expected(command(command, body, user)));
        return body.times().isGiven() ? preview.at(reserving.preview(reservation(command, body, user))) : preview;
    }

    /** For each of these hosts a verdict on every pool, for labels beside the targets; the preview of a move gives all checks. */
    @GetMapping("/move-verdicts")
    @Operation(operationId = "getMoveVerdicts", summary = "Into which pools hosts may go")
    @ErrorResponses(ProblemType.CLOUD_UNAVAILABLE)
    MoveVerdicts.All verdicts(@RequestParam("host") List<String> hosts, Authentication user) {
        if (hosts.isEmpty() || hosts.size() > MOST_HOSTS) {
            throw FieldProblem.refusal(
                    "host", "names %d hosts: send 1 to %d of them".formatted(hosts.size(), MOST_HOSTS));
        }
        return verdicts.of(hosts, limits.of(user));
    }

    /**
     * Accepts the move. It is on record when this answers, and will end; or it waits for a second person; or, with a time, it is reserved. What is
     * known to be refused is refused at once, and on record too: another GPU type, and, where Nova says so now, an unknown host, a host in
     * another pool, and a spot host with VMs.
     */
    @PostMapping("/execute-migration")
    @Operation(operationId = "executeMigration", summary = "Move a host")
    @ErrorResponses({
        ProblemType.FROZEN,
        ProblemType.HOST_BUSY,
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        ProblemType.CHECKS_FAILED,
        ProblemType.NOT_FOUND,
        ProblemType.APPROVAL_PENDING,
        ProblemType.SHARED_USER,
        ProblemType.RESERVATION_COLLIDES
    })
    ResponseEntity<CommandAnswer> execute(
            @Valid @RequestBody MigrationBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Authentication user) {
        if (body.times().isGiven()) {
            return reserving.reserve(reservation(body.command(sources, clock.instant()), body, user), key, user);
        }
        if (!body.leavesSourceOut()) {
            var command = body.command(sources, clock.instant());
            var asked = command(command, body, user);
            return commands.submit(asked, service.idempotency(key, asked), user, () -> refusals.of(command));
        }
        // What is looked up may be something else when the request is repeated: it is known by what was sent.
        var idempotency = service.idempotency(key, body);
        return commands.earlier(user.getName(), idempotency).orElseGet(() -> {
            var command = body.command(sources, clock.instant());
            return commands.submit(command(command, body, user), idempotency, user, () -> refusals.of(command));
        });
    }

    private static Reserving.Request reservation(HostCommand command, MigrationBody body, Authentication user) {
        return new Reserving.Request(
                command(command, body, user),
                command(command.reversed(command.asMove().acknowledge(), "it was placed for a time"), body, user),
                body.times(),
                body.deadline());
    }

    private static Command command(HostCommand command, MigrationBody body, Authentication user) {
        var given = body.reason();
        var reason = given == null || given.isBlank() ? command.reason() : given;
        return new Command(command.kind(), body.host(), command.request(), user.getName(), reason, body.batchId());
    }

    /** The pool of the wanted kind for a host's GPU type, also if it is empty. */
    @GetMapping("/get-target-aggregate")
    @Operation(operationId = "getTargetAggregate", summary = "Find the pool that a host belongs into")
    @ErrorResponses(ProblemType.NOT_FOUND)
    TargetFinder.Target target(
            @RequestParam String host,
            @RequestParam("target_type") String kind,
            @RequestParam(required = false) @Nullable String variant,
            Authentication user) {
        var found = targets.find(host, kind, variant);
        limits.require(user, Touched.move(host, found.sourceAggregate(), found.targetAggregate()));
        return found;
    }

    /** The same for scripts of the former tool. */
    @PostMapping("/get-target-aggregate")
    @Operation(
            operationId = "postTargetAggregate",
            summary = "Find the pool that a host belongs into, as the former tool did")
    @ErrorResponses(ProblemType.NOT_FOUND)
    TargetFinder.Target target(@Valid @RequestBody TargetBody body, Authentication user) {
        return target(body.name(), body.targetType(), body.wantedVariant(), user);
    }
}
