package io.spotmanager.gateway.reconciliation;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.launch.LaunchNames;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.Placement;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.gateway.freeze.FreezeState;
import io.spotmanager.gateway.reconciliation.ExpectedPlaces.Expected;
import io.spotmanager.gateway.reconciliation.Reconciliation.Choice;
import io.spotmanager.gateway.reconciliation.Reconciliation.MisplacedHost;
import io.spotmanager.gateway.reconciliation.Reconciliation.MissingHistory;
import io.spotmanager.gateway.reconciliation.Reconciliation.OpenOperation;
import io.spotmanager.gateway.reconciliation.Reconciliation.StrayVm;
import io.spotmanager.gateway.reconciliation.Reconciliation.Totals;
import io.spotmanager.gateway.workflows.WorkflowCatalogue;
import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowDescription.State;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationRows;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Compares the history with what the clouds show now. */
@Component
class Differences {
    private static final int MOST = 1_000;
    private static final String LABEL = new LaunchNames("", "").label();

    private final JdbcClient jdbc;
    private final CloudReading clouds;
    private final ExpectedPlaces places;
    private final WorkflowCatalogue workflows;
    private final PoolNaming naming;
    private final FreezeSwitch freezes;
    private final InstantSource clock;

    Differences(
            JdbcClient jdbc,
            CloudReading clouds,
            ExpectedPlaces places,
            WorkflowCatalogue workflows,
            PoolNaming naming,
            FreezeSwitch freezes,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.clouds = clouds;
        this.places = places;
        this.workflows = workflows;
        this.naming = naming;
        this.freezes = freezes;
        this.clock = clock;
    }

    /** Blocks for the calls to the clouds. */
    Reconciliation read() {
        var before = places.all();
        var readAt = clock.instant();
        var aggregates = clouds.aggregates();
        var vms = clouds.vms();
        var pools = clouds.pools(aggregates);
        // A host that was moved while the clouds were read differs from neither: the next reading tells.
        var expected = new HashMap<>(places.all());
        expected.values().retainAll(before.values());
        var missing = missing(pools);
        var open = open(aggregates, pools);
        var misplaced = misplaced(expected, pools);
        var strays = strays(vms.all());
        return new Reconciliation(
                readAt,
                FreezeState.of(freezes.current()),
                new Totals(missing.total(), open.total(), misplaced.total(), strays.total()),
                missing.first(),
                open.first(),
                misplaced.first(),
                strays.first(),
                vms.unread(),
                vms.notSetUp());
    }

    /**
     * The first differences of one kind.
     *
     * @param total how many there are
     */
    private record Found<T>(List<T> first, long total) {
        static <T> Found<T> of(List<T> all) {
            return new Found<>(all.stream().limit(MOST).toList(), all.size());
        }
    }

    private static Found<MisplacedHost> misplaced(Map<String, Expected> expected, Map<String, List<String>> pools) {
        return Found.of(expected.values().stream()
                .map(place -> misplaced(place, pools.getOrDefault(place.host(), List.of())))
                .filter(host -> !host.pools().equals(List.of(host.expected())))
                .sorted((one, other) -> one.host().compareTo(other.host()))
                .toList());
    }

    private static MisplacedHost misplaced(Expected place, List<String> pools) {
        return new MisplacedHost(
                place.host(),
                place.operation(),
                place.endedAt(),
                place.pool(),
                pools,
                pools.size() <= 1 ? List.of(Choice.ADOPT, Choice.REPAIR) : List.of(Choice.ADOPT));
    }

    private Found<MissingHistory> missing(Map<String, List<String>> pools) {
        return Found.of(jdbc.sql("""
                select distinct on (m.operation_id) m.*
                from missing_entry m
                where m.noticed_in = (select id from history_epoch where own order by n desc limit 1)
                order by m.operation_id, m.seq desc
                """)
                .query((row, number) -> new MissingHistory(
                        row.getObject("operation_id", UUID.class),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("state"),
                        row.getInt("seq"),
                        row.getObject("found_seq", Integer.class),
                        pools.getOrDefault(row.getString("subject"), List.of()),
                        row.getString("noticed_by"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list());
    }

    private Found<OpenOperation> open(List<Aggregate> aggregates, Map<String, List<String>> pools) {
        var first = jdbc
                .sql("select * from operation where open order by created_at, id limit :most")
                .param("most", MOST)
                .query(new OperationRows())
                .list()
                .stream()
                .filter(Objects::nonNull)
                .map(operation -> open(operation, aggregates, pools))
                .toList();
        return new Found<>(
                first,
                jdbc.sql("select count(*) from operation where open")
                        .query(Long.class)
                        .single());
    }

    private OpenOperation open(Operation operation, List<Aggregate> aggregates, Map<String, List<String>> pools) {
        var command = operation.command();
        var workflow = workflows.newest().stream()
                .filter(each -> each.name().equals(command.kind()))
                .findFirst();
        var state = workflow.flatMap(known -> known.states().stream()
                .filter(each -> each.name().equals(operation.state()))
                .findFirst());
        return new OpenOperation(
                operation.id(),
                command.kind(),
                command.subject(),
                operation.state(),
                command.requestedBy(),
                operation.times().createdAt(),
                pools.getOrDefault(command.subject(), List.of()),
                state.map(State::step).orElse(null),
                next(operation, workflow, state, aggregates),
                operation.progress().actions());
    }

    private String next(
            Operation operation,
            Optional<WorkflowDescription> workflow,
            Optional<State> state,
            List<Aggregate> aggregates) {
        var where = move(operation).map(move -> Placement.of(move, aggregates, naming));
        if (workflow.filter(known -> known.initialState().equals(operation.state()))
                        .isPresent()
                && where.isPresent()) {
            return where.get().onlyInSource()
                    ? "It would be carried out: the host is in its source."
                    : "It would be refused: the host is %s."
                            .formatted(where.get().describe());
        }
        var step = state.map(known -> known.step() == null
                        ? "It waits for a person."
                        : "It would go on with: %s.".formatted(known.title()))
                .orElse("It would go on as a worker that knows the state %s decides.".formatted(operation.state()));
        return where.map(placement -> "%s The host is %s.".formatted(step, placement.describe()))
                .orElse(step);
    }

    private static Optional<MoveRequest> move(Operation operation) {
        var request = operation.command().request();
        if (!request.path("source_aggregate").isString()
                || !request.path("target_aggregate").isString()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.treeToValue(request, MoveRequest.class));
        } catch (JacksonException e) {
            return Optional.empty(); // of another release: its pools are shown all the same
        }
    }

    private Found<StrayVm> strays(List<Vm> vms) {
        var launched = new HashMap<Vm, UUID>();
        vms.forEach(vm -> vm.labels().stream()
                .flatMap(label -> launch(label).stream())
                .findFirst()
                .ifPresent(operation -> launched.put(vm, operation)));
        var known = places.known(List.copyOf(launched.values()));
        return Found.of(launched.entrySet().stream()
                .filter(each -> Optional.ofNullable(known.get(each.getValue()))
                        .map(ExpectedPlaces.Known::undone)
                        .orElse(true))
                .map(each -> new StrayVm(
                        each.getKey().id(),
                        each.getKey().name(),
                        each.getValue(),
                        Optional.ofNullable(known.get(each.getValue()))
                                .map(ExpectedPlaces.Known::state)
                                .orElse(null)))
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList());
    }

    private static Optional<UUID> launch(String label) {
        try {
            return label.startsWith(LABEL)
                    ? Optional.of(UUID.fromString(label.substring(LABEL.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
