package io.spotmanager.gateway.operations;

import io.spotmanager.gateway.upstream.CloudWords;
import io.spotmanager.gateway.workflows.WorkflowCatalogue;
import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowDescription.StateKind;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The filters of operations as SQL. An index leads to the operations of one host, batch, user or kind, newest first, and to the open ones.
 * For every other filter each of these has to be read, so a query bounds how many it reads.
 */
@Component
class FilterConditions {
    private final WorkflowCatalogue workflows;

    FilterConditions(WorkflowCatalogue workflows) {
        this.workflows = workflows;
    }

    /** The filter, with what its state says about whether the operation is open: an index leads to open ones, but not to a state. */
    OperationFilter narrowed(OperationFilter filter) {
        return filter.state() == null || filter.open() != null ? filter : filter.open(isOpen(filter.state()));
    }

    /** @return null if workflows differ in it, or none has the state */
    private @Nullable Boolean isOpen(String state) {
        Set<Boolean> known = workflows.newest().stream()
                .flatMap(workflow -> workflow.states().stream())
                .filter(each -> each.name().equals(state))
                .map(WorkflowDescription.State::kind)
                .map(kind -> kind != StateKind.END)
                .collect(Collectors.toSet());
        return known.size() == 1 ? known.iterator().next() : null;
    }

    /** True if reading on may find nothing for long: the filter has more than an index leads to. */
    static boolean isSearch(OperationFilter narrowed) {
        return !Boolean.TRUE.equals(narrowed.open())
                && (narrowed.state() != null
                        || narrowed.open() != null
                        || !beside(narrowed, new SqlConditions()).values().isEmpty());
    }

    static SqlConditions all(OperationFilter filter, OperationPeriod period) {
        return beside(filter, lead(filter, period))
                .add("state = :state", "state", filter.state())
                .add("open = :open", "open", filter.open());
    }

    /** The period, and the filter to which an index leads, if there is one: the one that leaves the fewest. */
    static SqlConditions lead(OperationFilter filter, OperationPeriod period) {
        var conditions = new SqlConditions()
                .add("created_at >= :from::timestamptz", "from", period.from())
                .add("created_at < :to::timestamptz", "to", period.to());
        return switch (leading(filter)) {
            case HOST -> conditions.add("subject = :host", "host", filter.host());
            case BATCH -> conditions.add("batch_id = :batch", "batch", filter.batchId());
            case USER -> conditions.add("requested_by = :user", "user", filter.user());
            case KIND -> conditions.add("kind = :kind", "kind", filter.kind());
        };
    }

    /** All others, except for the state. */
    static SqlConditions beside(OperationFilter filter, SqlConditions conditions) {
        var leading = leading(filter);
        return conditions
                .add("batch_id = :batch", "batch", leading == Lead.BATCH ? null : filter.batchId())
                .add("requested_by = :user", "user", leading == Lead.USER ? null : filter.user())
                .add("kind = :kind", "kind", leading == Lead.KIND ? null : filter.kind())
                .add(
                        "(request ->> 'source_aggregate' = :pool or request ->> 'target_aggregate' = :pool)",
                        "pool",
                        filter.pool())
                .add("""
                        (strpos(lower(reason), lower(:q)) > 0
                         %s
                         or strpos(lower(subject), lower(:q)) > 0 or strpos(lower(requested_by), lower(:q)) > 0
                         or starts_with(id::text, lower(:q)))""".formatted(causes()), "q", filter.q());
    }

    private enum Lead {
        HOST,
        BATCH,
        USER,
        KIND
    }

    private static Lead leading(OperationFilter filter) {
        return filter.host() != null
                ? Lead.HOST
                : filter.batchId() != null ? Lead.BATCH : filter.user() != null ? Lead.USER : Lead.KIND;
    }

    /** Who may not read what the clouds said does not find it by guessing either. */
    private static String causes() {
        return CloudWords.areForCurrentUser() ? "or strpos(lower(cause), lower(:q)) > 0" : "";
    }
}
