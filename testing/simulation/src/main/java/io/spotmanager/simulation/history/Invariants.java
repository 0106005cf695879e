package io.spotmanager.simulation.history;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditTrail;
import io.spotmanager.audit.AuditVerification;
import io.spotmanager.domain.launch.RetireAndMoveRequest;
import io.spotmanager.domain.pool.ServiceMark;
import io.spotmanager.migration.DrainTable;
import io.spotmanager.migration.MigrationTable;
import io.spotmanager.migration.PlaceTable;
import io.spotmanager.migration.WithdrawTable;
import io.spotmanager.simulation.engine.Scheduler;
import io.spotmanager.simulation.service.Installation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What must hold when a history has come to rest. */
final class Invariants {
    private final Plan plan;
    private final Installation installation;
    private final Scheduler scheduler;
    private final List<Ended> operations;
    private final List<String> violations = new ArrayList<>();

    Invariants(Plan plan, Installation installation, Scheduler scheduler) {
        this.plan = plan;
        this.installation = installation;
        this.scheduler = scheduler;
        this.operations = Ended.read(installation.database().own());
    }

    /** Returns a sentence for each that does not hold. */
    List<String> violations() {
        violations.addAll(new TreeSet<>(installation.complaints()));
        installation.accepted().stream()
                .filter(id -> operations.stream()
                        .noneMatch(operation -> operation.id().equals(id)))
                .forEach(id -> violations.add("an accepted operation is gone: " + id));
        operations.forEach(this::endedOrWaits);
        plan.hosts().keySet().stream().sorted().forEach(this::hostIsWhereItsLastOperationSays);
        plan.hosts().keySet().stream().sorted().forEach(this::oneOperationAtATime);
        historyIsIntact();
        noStaleEntries();
        violations.addAll(
                LaunchInvariants.violations(operations, installation.world().vms()));
        for (var operation : operations) {
            var entries = new AuditTrail(installation.database().own()).of(operation.id());
            violations.addAll(HistoryAndLog.differences(operation, entries, installation.log()));
            oneWriterAtATime(operation, entries);
        }
        return violations;
    }

    private void endedOrWaits(Ended operation) {
        if (!operation.open()) {
            return;
        }
        if (!operation.waits()) {
            violations.add("%s is open and nobody goes on with it".formatted(operation));
        } else if (operation.cause() == null) {
            violations.add("%s waits for a person without a cause".formatted(operation));
        }
    }

    private void hostIsWhereItsLastOperationSays(String host) {
        var mine = operations.stream()
                .filter(operation -> operation.subject().equals(host))
                .toList();
        if (mine.stream().anyMatch(Ended::open)) {
            return;
        }
        Set<String> expected = new TreeSet<>();
        expected.add(Objects.requireNonNull(plan.hosts().get(host)));
        for (var operation : mine.stream()
                .sorted(Comparator.comparing(each -> Objects.requireNonNull(each.endedAt())))
                .toList()) {
            expected = after(operation, expected);
        }
        serviceIsAsItsLastOperationSays(host, mine);
        var found = installation.world().poolsOf(host);
        if (!found.equals(expected)) {
            violations.add("%s is in %s, but by its ended operations (%s) it is in %s"
                    .formatted(
                            host,
                            found.isEmpty() ? "no pool" : found,
                            mine.stream().map(Ended::state).toList(),
                            expected.isEmpty() ? "no pool" : expected));
        }
    }

    /** After an adoption it is as it was read; nobody says how. */
    private void serviceIsAsItsLastOperationSays(String host, List<Ended> ended) {
        var inOrder = ended.stream()
                .sorted(Comparator.comparing(each -> Objects.requireNonNull(each.endedAt())))
                .toList();
        var disabled = installation.world().disabledReason(host);
        if (disabled.isPresent() && ServiceMark.in(disabled.get()).isEmpty()) {
            violations.add(
                    "the service of %s is disabled with a reason that is no mark: %s".formatted(host, disabled.get()));
        }
        var switching = inOrder.stream()
                .filter(each -> each.kind().equals(WithdrawTable.WORKFLOW)
                        || each.kind().equals(PlaceTable.WORKFLOW))
                .toList();
        // A drain opens what it closed, whatever its end.
        if (switching.stream().anyMatch(each -> each.state().equals("ADOPTED"))) {
            return;
        }
        var expected = false;
        for (var operation : switching) {
            if (operation.state().equals("SUCCEEDED")) {
                expected = operation.kind().equals(WithdrawTable.WORKFLOW);
            }
        }
        if (disabled.isPresent() != expected) {
            violations.add("the service of %s is %s, but by its ended operations (%s) it is not"
                    .formatted(host, disabled.map(why -> "disabled: " + why).orElse("enabled"), switching));
        }
    }

    private static Set<String> after(Ended operation, Set<String> before) {
        return switch (operation.kind()) {
            case MigrationTable.WORKFLOW ->
                after(
                        operation,
                        before,
                        Set.of(operation.asked("source_aggregate")),
                        Set.of(operation.asked("target_aggregate")));
            case WithdrawTable.WORKFLOW ->
                after(operation, before, Set.of(operation.asked("source_aggregate")), Set.of());
            case DrainTable.WORKFLOW -> {
                var target = operation.asked("target_aggregate");
                yield after(
                        operation,
                        before,
                        Set.of(operation.asked("source_aggregate")),
                        target.isEmpty() ? Set.of() : Set.of(target));
            }
            case RetireAndMoveRequest.KIND -> afterRetirement(operation, before);
            case PlaceTable.WORKFLOW -> after(operation, before, Set.of(), Set.of(operation.asked("target_aggregate")));
            default -> before;
        };
    }

    private static Set<String> after(Ended operation, Set<String> before, Set<String> source, Set<String> target) {
        return switch (operation.state()) {
            case "SUCCEEDED" -> target;
            case "ROLLED_BACK" -> source;
            case "CANCELLED" ->
                operation.facts().hasNonNull("placement") && operation.facts().hasNonNull("placed_in")
                        ? source
                        : before;
            case "ADOPTED" -> adopted(operation.facts().path("adopted").asString(""));
            default -> before;
        };
    }

    /** Until nothing of its VM is left the host stays where it is, also if that was adopted. */
    private static Set<String> afterRetirement(Ended operation, Set<String> before) {
        var adopted = operation.facts().path("adopted").asString("");
        return switch (operation.state()) {
            case "SUCCEEDED" -> Set.of(operation.asked("target_aggregate"));
            case "RETIRED" -> Set.of(operation.asked("source_aggregate"));
            case "ADOPTED" -> adopted.startsWith("in ") ? adopted(adopted) : before;
            default -> before;
        };
    }

    private static Set<String> adopted(String text) {
        return text.equals("in no pool")
                ? Set.of()
                : Arrays.stream(text.substring("in ".length()).split(" and "))
                        .map(pool -> pool.replace(" (source)", "").replace(" (target)", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private void oneOperationAtATime(String host) {
        // One may have been created when the one before ended, and may have ended at once.
        var mine = operations.stream()
                .filter(operation -> operation.subject().equals(host))
                .sorted(Comparator.comparing(Ended::createdAt)
                        .thenComparing(Ended::endedAt, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        for (var i = 1; i < mine.size(); i++) {
            var before = mine.get(i - 1);
            if (before.endedAt() == null || before.endedAt().isAfter(mine.get(i).createdAt())) {
                violations.add("two operations of %s were open at once: one from %s to %s (%s), one from %s (%s)"
                        .formatted(
                                host,
                                before.createdAt(),
                                before.endedAt(),
                                before.state(),
                                mine.get(i).createdAt(),
                                mine.get(i).state()));
            }
        }
    }

    private void historyIsIntact() {
        var database = installation.database();
        database.tellTime(scheduler.time().instant());
        var snapshot = new TransactionTemplate(database.transactions());
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        var report = new AuditVerification(database.own(), snapshot).verify();
        report.findings().forEach(finding -> violations.add("the history is not intact: " + finding));
        if (report.operations() != operations.size()) {
            violations.add(
                    "%d operations have a history, and there are %d".formatted(report.operations(), operations.size()));
        }
    }

    private void noStaleEntries() {
        installation
                .database()
                .own()
                .sql("select seq, fence, present from simulation.stale_entry order by operation_id, seq")
                .query(row -> {
                    violations.add("entry %d was written under fence %d when the claim had fence %d"
                            .formatted(row.getInt("seq"), row.getLong("fence"), row.getLong("present")));
                });
    }

    private void oneWriterAtATime(Ended operation, List<AuditEntry> entries) {
        var highest = 0L;
        var writers = new HashMap<Long, String>();
        for (var entry : entries) {
            var fence = entry.what().fence();
            if (fence == 0) {
                continue;
            }
            if (fence < highest) {
                violations.add("%s: entry %d was written under fence %d after one under fence %d"
                        .formatted(operation.subject(), entry.seq(), fence, highest));
            }
            highest = Math.max(highest, fence);
            var other = writers.putIfAbsent(fence, entry.what().actor());
            if (other != null && !other.equals(entry.what().actor())) {
                violations.add("%s: %s and %s both wrote under fence %d"
                        .formatted(operation.subject(), other, entry.what().actor(), fence));
            }
        }
    }
}
