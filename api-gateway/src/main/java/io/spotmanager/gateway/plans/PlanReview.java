package io.spotmanager.gateway.plans;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.Pool;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.gateway.approvals.CommandReview;
import io.spotmanager.gateway.approvals.PlanBeginning;
import io.spotmanager.gateway.approvals.ReviewedPreview;
import io.spotmanager.gateway.migration.PlannedMoves;
import io.spotmanager.gateway.migration.PlannedMoves.Planned;
import io.spotmanager.gateway.migration.PlannedMoves.Previewed;
import io.spotmanager.gateway.plans.Plan.Item;
import io.spotmanager.gateway.security.Sha256;
import io.spotmanager.workflow.operation.Command;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the commit of a plan is looked at that may need a second person: as all its operations together. */
@Component
class PlanReview implements CommandReview {
    private final PlanItems items;
    private final PlannedMoves moves;
    private final PoolNaming naming;

    PlanReview(PlanItems items, PlannedMoves moves, PoolNaming naming) {
        this.items = items;
        this.moves = moves;
        this.naming = naming;
    }

    @Override
    public String kind() {
        return PlanBeginning.KIND;
    }

    @Override
    public List<String> contracts(Command command) {
        return PlanCommit.of(command.request()).pools().stream()
                .filter(name -> naming.read(name).filter(Pool::isContract).isPresent())
                .toList();
    }

    /** As for a single move: one that accepts VMs counts as one of a host with VMs. */
    @Override
    public @Nullable String vms(Command command) {
        var committed = committed(command);
        var previews = preview(committed, command);
        var some = IntStream.range(0, committed.size())
                .filter(index -> mayHaveVms(committed.get(index), previews.get(index)))
                .mapToObj(index -> committed.get(index).host())
                .toList();
        return some.isEmpty()
                ? null
                : "%d of its hosts have VMs, or may have some: %s."
                        .formatted(some.size(), String.join(", ", some.subList(0, Math.min(5, some.size()))));
    }

    private static boolean mayHaveVms(Item item, Previewed preview) {
        var accepts = item.request().path("acknowledge").valueStream().map(each -> each.asString(""));
        return !preview.empty()
                || preview.checks().stream().anyMatch(check -> check.name().equals("snapshot"))
                || accepts.anyMatch(word -> word.equals(Acknowledgement.VMS.toString())
                        || word.equals(Acknowledgement.ALLOCATIONS.toString()));
    }

    /** A check for each operation, with the least of its results. */
    @Override
    public ReviewedPreview preview(Command command) {
        var committed = committed(command);
        var previews = preview(committed, command);
        var tenants = moves.tenants(planned(committed, command));
        return new ReviewedPreview(
                previews.stream().allMatch(Previewed::allowed),
                IntStream.range(0, committed.size())
                        .mapToObj(index -> check(committed.get(index), previews.get(index)))
                        .toList(),
                previews.stream()
                        .flatMap(each -> each.commands().stream())
                        .map(line -> new ReviewedPreview.Line(null, line))
                        .toList(),
                new ReviewedPreview.Tenants(
                        tenants.stream().mapToInt(ReviewedPreview.Tenants::vms).sum(),
                        Sha256.of(tenants.stream()
                                .map(ReviewedPreview.Tenants::identity)
                                .collect(Collectors.joining("\n")))),
                previews.stream()
                        .map(Previewed::readAt)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH));
    }

    private static Check check(Item item, Previewed preview) {
        var worst = preview.checks().stream()
                .max(Comparator.comparing(Check::result))
                .orElseThrow();
        return worst.result() == Check.Result.PASSED
                ? Check.passed(item.host(), "%s: %s".formatted(item.host(), where(item)))
                : new Check(item.host(), worst.result(), worst.text(), worst.brief(), worst.acknowledgement());
    }

    private static String where(Item item) {
        var source = item.request().path("source_aggregate").asString("no pool");
        var target = item.request().path("target_aggregate").asString("no pool");
        return "from %s to %s.".formatted(source, target);
    }

    private List<Previewed> preview(List<Item> committed, Command command) {
        return moves.preview(planned(committed, command));
    }

    private static List<Planned> planned(List<Item> committed, Command command) {
        return committed.stream()
                .map(item -> PlannedMoves.of(
                        item.command(UUID.fromString(command.subject()), command.requestedBy(), command.reason())))
                .toList();
    }

    private List<Item> committed(Command command) {
        var numbers = PlanCommit.of(command.request()).items();
        return items.of(UUID.fromString(command.subject())).stream()
                .filter(item -> numbers.contains(item.number()))
                .toList();
    }
}
