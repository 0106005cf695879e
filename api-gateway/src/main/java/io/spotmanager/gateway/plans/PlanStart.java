package io.spotmanager.gateway.plans;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.approvals.PlanBeginning;
import io.spotmanager.gateway.plans.Plan.Commit;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes down that items of a plan begin; the runner begins them. */
@Component
class PlanStart implements PlanBeginning {
    private final Plans plans;
    private final PlanItems items;
    private final PlanRunner runner;

    PlanStart(Plans plans, PlanItems items, PlanRunner runner) {
        this.plans = plans;
        this.items = items;
        this.runner = runner;
    }

    @Override
    public Runnable begin(Command command, CommandOrigin origin, Instant asked) {
        var id = UUID.fromString(command.subject());
        var wanted = PlanCommit.of(command.request());
        var commit = new Commit(
                command.requestedBy(),
                asked,
                command.reason(),
                wanted.atOnce(),
                wanted.stopAfterFailures(),
                Json.MAPPER.valueToTree(origin));
        var round = plans.begin(id, commit).orElseThrow(() -> runs(id));
        if (items.commit(id, wanted.items(), round) != wanted.items().size()) {
            throw ProblemType.PLAN_NOT_READY.because(
                    "Nothing was done. Some of these items were committed or cancelled meanwhile; GET /api/plans/%s shows which are left."
                            .formatted(id));
        }
        return runner::run;
    }

    static ProblemException runs(UUID id) {
        return ProblemType.PLAN_NOT_READY.because(
                "Nothing was done. The plan runs: wait until what was committed has ended, or cancel what has not begun with POST /api/plans/%s/cancel."
                        .formatted(id));
    }
}
