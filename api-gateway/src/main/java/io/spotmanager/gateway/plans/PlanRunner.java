package io.spotmanager.gateway.plans;

import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.operations.PostedCommand;
import io.spotmanager.gateway.plans.Plan.Commit;
import io.spotmanager.gateway.plans.Plan.Item;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.security.CommandRights;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/**
 * Begins what waits in the plans that run, a few at a time. Every gateway does this; the lock of a plan's row decides which one does it now.
 * That an item has begun, and its operation, are one transaction, so a gateway that is killed anywhere neither loses nor doubles one.
 */
@Component
class PlanRunner {
    private static final Logger log = LoggerFactory.getLogger(PlanRunner.class);

    /** Begun in one transaction: its locks are held for a moment only. */
    private static final int TOGETHER = 10;

    private final Plans plans;
    private final PlanItems items;
    private final CommandRights rights;
    private final CommandService commands;
    private final TransactionTemplate transactions;

    /** Those that were told once. */
    private final Set<UUID> unreadable = ConcurrentHashMap.newKeySet();

    PlanRunner(
            Plans plans,
            PlanItems items,
            CommandRights rights,
            CommandService commands,
            PlatformTransactionManager transactions) {
        this.plans = plans;
        this.items = items;
        this.rights = rights;
        this.commands = commands;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** Looks after every plan that runs. What the database does not take now is taken the next time. */
    void run() {
        try {
            plans.running().forEach(this::one);
        } catch (DataAccessException | TransactionException e) {
            log.warn("cannot go on with plans, will retry: {}", e.getMessage());
        }
    }

    private void one(UUID id) {
        try {
            while (beginSome(id)) {
                // a full hand was begun: there may be room for more
            }
        } catch (DataAccessResourceFailureException e) {
            throw e; // the database is away
        } catch (DataAccessException e) {
            // A row of its own that another session has locked holds up no other plan.
            log.warn("cannot go on with the plan {}, will retry: {}", id, e.getMessage());
        } catch (JacksonException e) {
            if (unreadable.add(id)) {
                log.error("cannot read the plan {}, which another release has stored; the others go on", id, e);
            }
        }
    }

    /** @return true if more may begin at once */
    private boolean beginSome(UUID id) {
        var begun = new ArrayList<PostedCommand>();
        var more = transactions.execute(
                status -> plans.claim(id).map(plan -> goOn(plan, begun)).orElse(false));
        begun.forEach(PostedCommand::announced);
        return Boolean.TRUE.equals(more);
    }

    private boolean goOn(Plan plan, List<PostedCommand> begun) {
        var commit = Objects.requireNonNull(plan.commit(), "what runs was committed");
        var failed = failures(plan);
        var most = commit.stopAfterFailures();
        if (most != null && failed >= most) {
            items.rest(plan.id());
            plans.end(
                    plan.id(),
                    "%d %s failed or %s a person, and the plan was to stop after %d. What had not begun is planned again."
                            .formatted(
                                    failed,
                                    failed == 1 ? "operation has" : "operations have",
                                    failed == 1 ? "needs" : "need",
                                    most));
            return false;
        }
        var score = items.score(plan.id(), 0);
        if (score.waiting() == 0) {
            if (score.open() == 0) {
                plans.end(plan.id(), null);
            }
            return false;
        }
        var room = Math.min(TOGETHER, commit.atOnce() - score.open());
        var waiting = items.waiting(plan.id(), Math.max(0, room));
        return !waiting.isEmpty() && begin(plan, commit, waiting, begun);
    }

    private int failures(Plan plan) {
        var score = items.score(plan.id(), plan.round());
        return score.failed() + score.needsPerson();
    }

    /** @return false if nothing can begin now */
    private boolean begin(Plan plan, Commit commit, List<Item> waiting, List<PostedCommand> begun) {
        for (var item : waiting) {
            var command = item.command(plan.id(), commit.by(), commit.reason());
            var refusal = Optional.ofNullable(StoredPreview.obstacle(item.preview()))
                    .or(() -> rights.refusalNow(commit.by(), commit.origin().tokenOwner(), commit.at(), command));
            if (refusal.isPresent()) {
                items.refused(plan.id(), item.number(), refusal.get());
                continue;
            }
            try {
                var posted = commands.post(command, null, commit.origin());
                if (!items.begun(plan.id(), item.number(), posted.operation().id())) {
                    throw new IllegalStateException(
                            "item %d of %s changed under the lock of its plan".formatted(item.number(), plan.id()));
                }
                begun.add(posted);
            } catch (ProblemException e) {
                if (e.getStatusCode().isSameCodeAs(HttpStatus.LOCKED)) {
                    return false; // a freeze: what waits begins when it is lifted
                }
                items.refused(
                        plan.id(), item.number(), String.valueOf(e.getBody().getDetail()));
            }
        }
        return true;
    }
}
