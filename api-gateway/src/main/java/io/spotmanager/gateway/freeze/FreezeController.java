package io.spotmanager.gateway.freeze;

import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The freeze: after it nothing new is begun. */
@RestController
@Tag(name = "Freeze")
class FreezeController {
    private static final int SHOWN = 50;
    private static final String REASON = "must say why, in 1 to 2000 characters: it goes on record";

    /**
     * @param reason shown on every board, and to everybody whose command is refused
     * @param hold true to hold operations that have begun as well; omit it for a freeze
     */
    record FreezeBody(
            @NotBlank(message = REASON) @Size(max = 2_000, message = REASON)
            String reason,

            @Nullable Boolean hold) {}

    /** @param number of the entry that you saw: a freeze or hold that came after it stays */
    record UnfreezeBody(
            @NotNull(message = "must be the number of the freeze, from GET /api/freeze")
            Long number,

            @NotBlank(message = REASON) @Size(max = 2_000, message = REASON)
            String reason) {}

    /**
     * @param now what counts
     * @param underWay open operations that have begun and go on until they have ended or wait for a person
     * @param resting open operations that have not begun and rest as long as the freeze lasts
     * @param entries the latest 50 changes, newest first
     */
    record FreezeView(FreezeState now, long underWay, long resting, List<FreezeState> entries) {}

    private final FreezeSwitch freezes;
    private final FreezeListener changes;

    FreezeController(FreezeSwitch freezes, FreezeListener changes) {
        this.freezes = freezes;
        this.changes = changes;
    }

    /** What counts now, how far it has come, and the record of earlier changes. */
    @GetMapping("/api/freeze")
    @Operation(operationId = "getFreeze", summary = "Read the freeze")
    FreezeView read() {
        var effect = freezes.effect();
        var entries = freezes.entries(SHOWN);
        return new FreezeView(
                FreezeState.of(entries.stream().findFirst()),
                effect.underWay(),
                effect.resting(),
                entries.stream().map(FreezeState::of).toList());
    }

    /** From now on nothing new is begun, and with `hold` nothing goes on either. If that counts already, nothing changes. */
    @PostMapping("/api/freeze")
    @Operation(operationId = "freeze", summary = "Freeze all operations")
    FreezeView freeze(@Valid @RequestBody FreezeBody body, Principal user) {
        if (Boolean.TRUE.equals(body.hold())) {
            freezes.hold(user.getName(), body.reason());
        } else {
            freezes.freeze(user.getName(), body.reason());
        }
        changes.poll();
        return read();
    }

    /** Lifts the freeze or the hold with this number. What rested goes on. */
    @PostMapping("/api/unfreeze")
    @Operation(operationId = "unfreeze", summary = "Lift the freeze")
    @ErrorResponses(ProblemType.FREEZE_CHANGED)
    FreezeView lift(@Valid @RequestBody UnfreezeBody body, Principal user) {
        var lifted = freezes.lift(body.number(), user.getName(), body.reason());
        changes.poll();
        if (lifted.isEmpty()) {
            var now = FreezeState.of(freezes.current());
            throw ProblemType.FREEZE_CHANGED
                    .because(
                            "Nothing was done. The entry that counts is number %d with mode %s, not number %d. Read /api/freeze before you decide."
                                    .formatted(now.number(), now.mode(), body.number()))
                    .with("number", now.number())
                    .with("mode", now.mode());
        }
        return read();
    }
}
