package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.CallRecorder;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.CommandLine;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.HostTenants.Place;
import io.spotmanager.domain.compute.HostTenants.Unchecked;
import io.spotmanager.domain.compute.Migration;
import io.spotmanager.domain.compute.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds every tenant of one host. Placement decides, because Nova allocates a server's resources there first and frees
 * them last. Nova's lists describe the consumers, and replace placement if it cannot be queried.
 */
record TenantReads(Nova nova, BulkReads lists, PlacementReads placement, ComputeNodes nodes) {

    /**
     * The largest number of consumers that are read from Nova one by one; the rest count as tenants without a
     * description.
     */
    private static final int MOST_LOOKED_UP = 20;

    /** In these statuses a server is on its host and moving to no other. */
    private static final Set<String> SETTLED = Set.of("ACTIVE", "SHUTOFF", "PAUSED", "SUSPENDED", "RESCUE", "SHELVED");

    CloudResult<HostTenants> on(String host, CallRecorder recorder) {
        return reachable(host, recorder)
                .then(_ -> recorder.record(
                        _ -> CommandLine.of("openstack", "server", "list", "--all-projects", "--host", host, "--long"),
                        () -> lists.serversOnAndSoftDeleted(host)))
                .then(servers -> new OneHost(host, recorder, servers).tenants());
    }

    /** Every list for a host in an unreachable cell is empty, so its services are checked first. */
    private CloudResult<List<ComputeService>> reachable(String host, CallRecorder recorder) {
        return recorder.record(
                        _ -> CommandLine.of(
                                "openstack", "compute", "service", "list", "--service", "nova-compute", "--host", host),
                        () -> nova.computeServices(host))
                .then(services -> Nova.reachable(host, services));
    }

    /** One read of one host. */
    private final class OneHost {
        private final String host;
        private final CallRecorder recorder;
        private final List<Server> servers;
        private final Map<String, Optional<Server>> lookedUp = new HashMap<>();

        /**
         * The answer of a read for which Nova asked to wait. It replaces the result: a later read may describe the
         * consumer.
         */
        private @Nullable CloudResult<HostTenants> putOff;

        OneHost(String host, CallRecorder recorder, List<Server> servers) {
            this.host = host;
            this.recorder = recorder;
            this.servers = servers;
        }

        CloudResult<HostTenants> tenants() {
            CloudResult<HostTenants> answer = asFarAsNovaTells();
            return putOff == null ? answer : putOff;
        }

        private CloudResult<HostTenants> asFarAsNovaTells() {
            CloudResult<Set<String>> itsNodes = nodes.of(host, recorder);
            if (itsNodes instanceof Ok<Set<String>>(Set<String> none) && none.isEmpty()) {
                return byLists(new Unchecked(Place.COMPUTE_NODE, "Nova lists no hypervisor of this host"));
            }
            CloudResult<Set<String>> consumers = itsNodes.then(known -> placement.consumers(known, recorder));
            return switch (consumers) {
                case Ok<Set<String>>(Set<String> all) -> explained(all);
                case Rejected<Set<String>>(int status, String message) ->
                    byLists(new Unchecked(Place.PLACEMENT, status + " " + message));
                default -> consumers.map(_ -> HostTenants.listed(List.of()));
            };
        }

        /** The result with placement: who has no allocation on the host does not use it. */
        private CloudResult<HostTenants> explained(Set<String> consumers) {
            Set<String> known = servers.stream().map(Server::id).collect(Collectors.toSet());
            List<String> unknown = consumers.stream()
                    .filter(id -> !known.contains(id))
                    .sorted()
                    .toList();
            if (unknown.isEmpty()) {
                return new Ok<>(result(List.of(), List.of()));
            }
            return migrationsOrWhyNot().map(found -> switch (found) {
                case Listed(List<Migration> migrations) ->
                    result(
                            unknown.stream()
                                    .map(each -> tenant(each, migrations))
                                    .toList(),
                            List.of());
                // An unexplained consumer may be a migration that Nova did not return, so no allocation counts as left
                // over.
                case NotListed(String why) ->
                    result(
                            unknown.stream()
                                    .map(each -> unexplained(
                                            each,
                                            "has an allocation there (Nova's migrations cannot be read: " + why + ")"))
                                    .toList(),
                            List.of());
            });
        }

        /** The result without placement: unfinished migrations of servers that are now elsewhere. */
        private CloudResult<HostTenants> byLists(Unchecked notAsked) {
            return reallyEmpty().then(_ -> migrationsOrWhyNot()).map(found -> switch (found) {
                case Listed(List<Migration> migrations) ->
                    result(
                            migrations.stream()
                                    .filter(migration -> servers.stream()
                                            .noneMatch(server -> server.id().equals(migration.serverId())))
                                    .filter(migration -> migration.holds(host, statusOf(migration)))
                                    .map(this::tenant)
                                    .distinct()
                                    .toList(),
                            List.of(notAsked));
                case NotListed(String why) ->
                    result(List.of(), List.of(notAsked, new Unchecked(Place.MIGRATIONS, why)));
            });
        }

        /**
         * A list for one host is empty as well if only this API process has lost the cell. Without placement nothing else
         * shows it but the list of all servers, which says UNKNOWN.
         */
        private CloudResult<List<Server>> reallyEmpty() {
            if (!servers.isEmpty()) {
                return new Ok<>(servers);
            }
            return lists.servers(recorder)
                    .then(every -> every.servers().stream().allMatch(Server::isKnown)
                            ? new Ok<>(every.servers())
                            : new CloudResult.Indeterminate<>(
                                    "Nova cannot reach a cell (servers are UNKNOWN), so it is not known what runs on "
                                            + host));
        }

        private HostTenants result(List<HiddenTenant> hidden, List<Unchecked> unchecked) {
            List<HiddenTenant> all = new ArrayList<>();
            servers.stream()
                    .filter(BulkReads::isSoftDeleted)
                    .map(HiddenTenant::softDeleted)
                    .forEach(all::add);
            all.addAll(hidden);
            return new HostTenants(
                    servers.stream()
                            .filter(server -> !BulkReads.isSoftDeleted(server))
                            .toList(),
                    all,
                    unchecked);
        }

        private CloudResult<Found> migrationsOrWhyNot() {
            CloudResult<List<Migration>> answer = lists.migrations(host, recorder);
            return answer instanceof Rejected<List<Migration>>(int status, String message)
                    ? new Ok<>(new NotListed(status + " " + message))
                    : answer.map(Listed::new);
        }

        /** The consumer is the migration while its server holds the target, and the server itself otherwise. */
        private HiddenTenant tenant(String consumer, List<Migration> migrations) {
            return migrations.stream()
                    .filter(migration -> consumer.equals(migration.uuid()))
                    .findFirst()
                    .map(migration -> ofMigration(consumer, migration))
                    .orElseGet(() -> ofServer(consumer, migrations));
        }

        private HiddenTenant ofMigration(String consumer, Migration migration) {
            String statusOfServer = statusOf(migration);
            return migration.holds(host, statusOfServer)
                    ? tenant(migration)
                    : HiddenTenant.leftOver(
                            consumer,
                            "is the allocation of a migration of server %s that has ended (%s)"
                                    .formatted(migration.serverId(), migration.status()));
        }

        private HiddenTenant ofServer(String consumer, List<Migration> migrations) {
            if (lookedUp.size() >= MOST_LOOKED_UP) {
                return unexplained(consumer, "has an allocation there");
            }
            return switch (lookedUp(consumer)) {
                case Ok<Optional<Server>>(Optional<Server> server) ->
                    server.map(known -> ofServer(known, migrations))
                            .orElseGet(() -> HiddenTenant.leftOver(
                                    consumer, "has an allocation there and Nova has no server of that id"));
                case CloudResult<Optional<Server>> problem ->
                    unexplained(
                            consumer,
                            "has an allocation there (Nova does not tell whose: " + problem.readProblem() + ")");
            };
        }

        private HiddenTenant ofServer(Server server, List<Migration> migrations) {
            return migrations.stream()
                    .filter(migration -> migration.serverId().equals(server.id()))
                    .filter(migration -> migration.holds(host, server.status()))
                    .findFirst()
                    .map(migration -> migration.tenant(server.name()))
                    .orElseGet(() -> allocationOf(server));
        }

        /**
         * If the server runs on another host, Nova has not removed an old allocation; else the server is in transit.
         */
        private HiddenTenant allocationOf(Server server) {
            String text = "has an allocation there (status %s, host %s)"
                    .formatted(server.status(), server.host() == null ? "none" : server.host());
            boolean elsewhere = server.host() != null && !host.equalsIgnoreCase(server.host());
            return new HiddenTenant(
                    elsewhere && SETTLED.contains(server.status())
                            ? HiddenTenant.Kind.LEFT_OVER
                            : HiddenTenant.Kind.ALLOCATION,
                    server.id(),
                    server.name(),
                    text);
        }

        private HiddenTenant tenant(Migration migration) {
            return switch (lookedUp(migration.serverId())) {
                case Ok<Optional<Server>>(Optional<Server> server) ->
                    server.map(known -> migration.tenant(known.name()))
                            .orElseGet(() -> HiddenTenant.leftOver(
                                    migration.serverId(), "no longer exists and has " + migration.describe()));
                case CloudResult<Optional<Server>> _ -> migration.tenant(null);
            };
        }

        private static HiddenTenant unexplained(String consumer, String text) {
            return new HiddenTenant(HiddenTenant.Kind.ALLOCATION, consumer, null, text);
        }

        /** A server whose status Nova does not return counts as being between its hosts. */
        private @Nullable String statusOf(Migration migration) {
            return lookedUp(migration.serverId()) instanceof Ok<Optional<Server>>(Optional<Server> server)
                    ? server.map(Server::status).orElse(null)
                    : "MIGRATING";
        }

        private CloudResult<Optional<Server>> lookedUp(String id) {
            Optional<Server> known = lookedUp.get(id);
            if (known != null) {
                return new Ok<>(known);
            }
            CloudResult<Optional<Server>> answer =
                    recorder.record(_ -> CommandLine.of("openstack", "server", "show", id), () -> lists.server(id));
            answer.found().ifPresent(server -> lookedUp.put(id, server));
            if (answer.askedToWaitUntil().isPresent()) {
                putOff = answer.map(_ -> HostTenants.listed(List.of()));
            }
            return answer;
        }
    }

    private sealed interface Found {}

    private record Listed(List<Migration> migrations) implements Found {}

    private record NotListed(String why) implements Found {}
}
