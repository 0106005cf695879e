package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.openstack.Lookup.GetRequest;
import io.spotmanager.clouds.rows.UnreadableRows;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.compute.HostAggregateService;
import org.openstack4j.openstack.OSFactory;

/** Nova's requests, one exchange each. Changes use openstack4j's services. */
final class Nova {
    private static final GetRequest<AggregateList> AGGREGATES = ask("/os-aggregates", Map.of(), AggregateList.class);

    /**
     * The longest time for which a running read of the list delays the next one. A real Nova took 47 ms at the median
     * and 224 ms at the 90th percentile.
     */
    private static final Duration MOST_HELD_UP = Duration.ofMillis(250);

    /** The first microversion that lists hosts and servers of an unreachable cell. */
    static final String DOWN_CELLS = "compute 2.69";

    private static final int CONFLICT = 409;

    private final KeystoneAuthenticatedClient client;
    private final Lookup lookup;
    private final Microversions versions;
    private final UnreadableRows unreadable;
    private final RequestCoalescer<AggregateList.Read> aggregates =
            new RequestCoalescer<>(this::readAggregates, MOST_HELD_UP);

    Nova(KeystoneAuthenticatedClient client, Lookup lookup, Microversions versions, UnreadableRows unreadable) {
        this.unreadable = unreadable;
        this.client = client;
        this.lookup = lookup;
        this.versions = versions;
    }

    CloudResult<List<Aggregate>> aggregates() {
        return aggregates.get().map(read -> read.rows().items());
    }

    /**
     * Returns all aggregates. Unclear if one that cannot be read may hold the host, or if there is none at all: then the answer says
     * nothing of any host, as after a change of the policy.
     */
    CloudResult<List<Aggregate>> aggregatesFor(String host) {
        return aggregates.get().then(read -> {
            if (read.mayHide(host)) {
                return new CloudResult.Indeterminate<>("whether %s is in an aggregate that cannot be read: %s"
                        .formatted(host, read.rows().leftOut().getFirst()));
            }
            return read.rows().items().isEmpty()
                    ? new CloudResult.Indeterminate<>(
                            "Nova lists no aggregate at all, so it is not known which one " + host + " is in")
                    : new CloudResult.Ok<>(read.rows().items());
        });
    }

    private CloudResult<AggregateList.Read> readAggregates() {
        CloudResult<AggregateList.Read> answer = client.idempotent(
                access -> lookup.get(access.computeUrl(), access, AGGREGATES).checked());
        answer.found().ifPresent(read -> reported("aggregates", read.rows()));
        return answer;
    }

    CloudResult<Aggregate> addHost(long aggregateId, String host) {
        return client.nonIdempotent(
                access -> NovaAnswers.aggregate(hostAggregates(access).addHost(Long.toString(aggregateId), host)));
    }

    /**
     * A 409 means that another request changed the host's resource provider in placement at the same time. Nova asks
     * placement first, so that the removal can be attempted again (nova/compute/api.py,
     * {@code remove_host_from_aggregate}).
     */
    CloudResult<Aggregate> removeHost(long aggregateId, String host) {
        CloudResult<Aggregate> answer = client.nonIdempotent(
                access -> NovaAnswers.aggregate(hostAggregates(access).removeHost(Long.toString(aggregateId), host)));
        return answer instanceof CloudResult.Rejected<Aggregate>(int status, String message) && status == CONFLICT
                ? new CloudResult.NotSent<>("Nova could not remove it at that moment (409 " + message + ")")
                : answer;
    }

    /**
     * Returns the services of all hosts, or of one host. A host in an unreachable cell is among them, but its service is
     * not {@link ComputeService#known}.
     *
     * <p>A Nova before microversion 2.69 omits such hosts. There a host of an aggregate without a service counts as
     * unreachable: Nova takes a host out of all its aggregates when its service is deleted
     * (nova/api/openstack/compute/services.py, {@code delete}), so a host in one has a service.
     *
     * @param host null for all hosts
     */
    CloudResult<List<ComputeService>> computeServices(@Nullable String host) {
        return listedServices(host)
                .then(listed -> listed.showsEveryCell()
                        ? new CloudResult.Ok<>(listed.services())
                        : aggregates().map(all -> withOmitted(listed.services(), all, host)));
    }

    /** @param showsEveryCell false if the answer is in a microversion that omits hosts of an unreachable cell */
    private record Listed(List<ComputeService> services, boolean showsEveryCell) {}

    private static List<ComputeService> withOmitted(
            List<ComputeService> services, List<Aggregate> aggregates, @Nullable String host) {
        // On MySQL Nova takes a host into an aggregate under a name in another case.
        Set<String> known = services.stream()
                .map(ComputeService::host)
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
        return Stream.concat(
                        services.stream(),
                        aggregates.stream()
                                .flatMap(aggregate -> aggregate.hosts().stream())
                                .distinct()
                                .filter(each -> !known.contains(each) && (host == null || host.equals(each)))
                                .map(ComputeService::unknown))
                .toList();
    }

    private CloudResult<Listed> listedServices(@Nullable String host) {
        Map<String, String> query =
                host == null ? Map.of("binary", "nova-compute") : Map.of("binary", "nova-compute", "host", host);
        return versions.ask(
                DOWN_CELLS,
                Lookup.BASELINE,
                version -> client.idempotent(access -> lookup.get(
                                        access.computeUrl(),
                                        access,
                                        new GetRequest<>("/os-services", query, version, ServiceList.class))
                                .checked())
                        .map(rows -> new Listed(
                                oneForEachHost(host == null ? reported("services", rows) : rows.items()),
                                version.equals(DOWN_CELLS))));
    }

    /** A host that moved between cells, or was registered twice, has two services; the one that takes less counts. */
    private static List<ComputeService> oneForEachHost(List<ComputeService> services) {
        Comparator<ComputeService> takesMore = Comparator.comparing(ComputeService::known)
                .thenComparing(ComputeService::enabled)
                .thenComparing(ComputeService::up);
        return List.copyOf(services.stream()
                .collect(Collectors.toMap(
                        ComputeService::host, service -> service, BinaryOperator.minBy(takesMore), LinkedHashMap::new))
                .values());
    }

    private <T> List<T> reported(String list, Rows<T> rows) {
        unreadable.record(list, rows.leftOut());
        return rows.items();
    }

    /**
     * Returns the services of a host, or unclear if its cell is unreachable: then every list for this host is empty.
     */
    static CloudResult<List<ComputeService>> reachable(String host, List<ComputeService> services) {
        return services.stream().anyMatch(service -> !service.known())
                ? new CloudResult.Indeterminate<>(
                        "Nova cannot reach the cell of %s (status UNKNOWN), so it is not known what runs there"
                                .formatted(host))
                : new CloudResult.Ok<>(services);
    }

    /** Returns the services of a host, or unclear if Nova does not tell whether one of them is enabled. */
    static CloudResult<List<ComputeService>> told(String host, List<ComputeService> services) {
        return services.stream().filter(each -> each.host().equals(host)).allMatch(ComputeService::isTold)
                ? new CloudResult.Ok<>(services)
                : new CloudResult.Indeterminate<>(
                        "Nova does not tell whether the service of %s is enabled".formatted(host));
    }

    /** Returns the services, or unclear if a cell is unreachable: then a list of servers may lack its servers. */
    static CloudResult<List<ComputeService>> allReachable(List<ComputeService> services) {
        long unknown = services.stream().filter(service -> !service.known()).count();
        return unknown > 0
                ? new CloudResult.Indeterminate<>("Nova cannot reach a cell: " + unknown
                        + " compute services are UNKNOWN, and this list of servers omits their servers")
                : new CloudResult.Ok<>(services);
    }

    private HostAggregateService hostAggregates(AuthenticatedEndpoint access) {
        return OSFactory.clientFromToken(access.token(), lookup.config())
                .compute()
                .hostAggregates();
    }

    private static <T> GetRequest<T> ask(String path, Map<String, String> query, Class<T> type) {
        return new GetRequest<>(path, query, Lookup.BASELINE, type);
    }
}
