package io.spotmanager.gateway.launch;

import io.spotmanager.domain.launch.RetireAndMoveRequest;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.CommandGate;
import io.spotmanager.gateway.migration.FollowingMoves;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.spotmanager.gateway.security.token.TokenScope;
import io.spotmanager.workflow.operation.Command;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Retiring a VM for RunPod. */
@RestController
@RequestMapping("/api")
@Tag(name = "Launches")
class RetireController {
    static final String KIND = "retire";

    private final LaunchCatalogue launches;
    private final RetirePreviews previews;
    private final FollowingMoves moves;
    private final CommandGate commands;
    private final CommandService service;
    private final InstantSource clock;

    RetireController(
            LaunchCatalogue launches,
            RetirePreviews previews,
            FollowingMoves moves,
            CommandGate commands,
            CommandService service,
            InstantSource clock) {
        this.launches = launches;
        this.moves = moves;
        this.service = service;
        this.previews = previews;
        this.commands = commands;
        this.clock = clock;
    }

    /** Whose the VM is, and what the retirement would do, step by step; changes nothing. */
    @PostMapping("/preview-runpod-retire")
    @Operation(operationId = "previewRetirement", summary = "Preview a retirement")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.CLOUD_UNAVAILABLE})
    RetirePreview preview(@Valid @RequestBody RetireBody body, Authentication user) {
        var asked = body.asked(clock.instant(), moves);
        return previews.look(asked).preview().with(commands.expected(command(asked, body, user)));
    }

    /**
     * Accepts the retirement, and with {@code target_aggregate} the move after it: one operation. It is on record when this answers, and will end;
     * or it waits for a second person. A move that is known to be refused is refused at once, and on record too.
     */
    @PostMapping("/execute-runpod-retire")
    @Operation(operationId = "executeRetirement", summary = "Retire a VM for RunPod")
    @ErrorResponses({
        ProblemType.FEATURE_OFF,
        ProblemType.FROZEN,
        ProblemType.HOST_BUSY,
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        ProblemType.CHECKS_FAILED,
        ProblemType.NOT_FOUND,
        ProblemType.APPROVAL_PENDING,
        ProblemType.SHARED_USER
    })
    ResponseEntity<CommandAnswer> execute(
            @Valid @RequestBody RetireBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Authentication user) {
        launches.requireNotOff();
        requireMayMove(body, user);
        if (!body.leavesSourceOut()) {
            var asked = body.asked(clock.instant(), moves);
            var command = command(asked, body, user);
            return commands.submit(command, service.idempotency(key, command), user, () -> known(asked));
        }
        // What is looked up may be something else when the request is repeated: it is known by what was sent.
        var idempotency = service.idempotency(key, body);
        return commands.earlier(user.getName(), idempotency).orElseGet(() -> {
            var asked = body.asked(clock.instant(), moves);
            return commands.submit(command(asked, body, user), idempotency, user, () -> known(asked));
        });
    }

    /** A token for launches alone moves no host, whatever else the request does. */
    private static void requireMayMove(RetireBody body, Authentication user) {
        if (body.targetAggregate() != null
                && user instanceof ApiTokenAuthentication token
                && token.scopes() != null
                && !token.scopes().contains(TokenScope.MOVE)) {
            throw ProblemType.NOT_ALLOWED.because(
                    "Nothing was done. This token has %s only, and target_aggregate needs the scope move too. Leave target_aggregate out, or ask an admin for another token."
                            .formatted(new TreeSet<>(token.scopes())));
        }
    }

    private Optional<Check> known(Retiring asked) {
        return Optional.ofNullable(asked.move())
                .flatMap(moves::known)
                .map(check -> Check.refused(check.name(), check.text() + " " + RetireAndMoveRequest.WAY_OUT));
    }

    private static Command command(Retiring asked, RetireBody body, Authentication user) {
        return new Command(
                asked.kind(), body.hostname(), asked.request(), user.getName(), body.reason(), body.batchId());
    }
}
