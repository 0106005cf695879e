package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.CallRecorder;
import io.spotmanager.clouds.openstack.HypervisorPage.Hypervisor;
import io.spotmanager.clouds.openstack.Lookup.GetRequest;
import io.spotmanager.clouds.rows.UnreadableRows;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CommandLine;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Migration;
import io.spotmanager.domain.compute.Project;
import io.spotmanager.domain.compute.Server;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads lists of any length. Each page is one call in the recorder. */
record BulkReads(
        KeystoneAuthenticatedClient client,
        Lookup lookup,
        Microversions versions,
        UnreadableRows unreadable,
        FlavorReads flavors,
        String keystoneUrl) {

    /** The first microversion whose servers contain the flavor's name and extra specs, even of a deleted flavor. */
    private static final String FLAVOR_IN_SERVER = "compute 2.47";

    /**
     * The first that returns the uuid of a migration, which is its consumer id in placement, and that pages the list.
     */
    private static final String MIGRATION_UUIDS = "compute 2.59";

    /** The first that returns the type of a migration. */
    private static final String MIGRATION_TYPES = "compute 2.23";

    /** The first in which a hypervisor's id is the uuid of its resource provider. */
    private static final String PROVIDER_UUIDS = "compute 2.53";

    private static final int NOT_FOUND = 404;
    private static final String LARGEST_PAGE = "&limit=1000";

    /**
     * Every server.
     *
     * @param tellsCells true if the servers of an unreachable cell would be among them, with the status UNKNOWN
     */
    record EveryServer(List<Server> servers, boolean tellsCells) {}

    /**
     * Returns every server. The query contains only all_tenants: with a page size, a marker, a host or another filter,
     * Nova omits an unreachable cell without an error, in every microversion (nova/api/openstack/compute/servers.py,
     * {@code _is_cell_down_supported}). It omits it on a first page that is full, too, because it adds the UNKNOWN servers
     * only up to the page size (nova/compute/api.py, {@code get_all}; seen on release 26). So only a list in one page
     * tells.
     */
    CloudResult<EveryServer> servers(CallRecorder recorder) {
        SharedTexts texts = new SharedTexts();
        AtomicBoolean showsEveryCell = new AtomicBoolean(true);
        return this.<ServerPage.Found>paged(
                        recorder,
                        "openstack server list --all-projects --long",
                        found -> found.server().id(),
                        query -> versions.ask(Nova.DOWN_CELLS, FLAVOR_IN_SERVER, version -> {
                                    if (!version.equals(Nova.DOWN_CELLS)) {
                                        showsEveryCell.set(false);
                                    }
                                    return serverPage(query, version);
                                })
                                .map(texts::share))
                .from("all_tenants=1")
                .then(listing -> listing.items().stream().anyMatch(ServerPage.Found::hidesHost)
                        ? hostsAreHidden()
                        : flavors.named(listing.items(), recorder)
                                .map(servers -> new EveryServer(
                                        withOddOnesTold(servers), listing.inOnePage() && showsEveryCell.get())));
    }

    /** A server on no host may be shelved or not placed yet; one that runs should be on a host. */
    private List<Server> withOddOnesTold(List<Server> servers) {
        List<String> onNoHost = servers.stream()
                .filter(server -> server.status().equals(ServerPage.ACTIVE) && server.host() == null)
                .map(Server::id)
                .toList();
        unreadable.tell(
                "servers",
                onNoHost.isEmpty()
                        ? Optional.empty()
                        : Optional.of("Nova shows %d servers that are ACTIVE on no host, such as %s"
                                .formatted(onNoHost.size(), Rows.label(onNoHost.getFirst()))));
        return servers;
    }

    CloudResult<List<Server>> softDeletedServers(CallRecorder recorder) {
        return this.<ServerPage.Found>paged(
                        recorder,
                        "openstack server list --all-projects --long --status SOFT_DELETED",
                        found -> found.server().id(),
                        this::serverPage)
                .from("all_tenants=1&soft_deleted=True&status=SOFT_DELETED" + LARGEST_PAGE)
                .then(listing -> listing.items().stream().anyMatch(ServerPage.Found::hidesHost)
                        ? hostsAreHidden()
                        : new CloudResult.Ok<>(listing.items().stream()
                                .map(ServerPage.Found::server)
                                .filter(BulkReads::isSoftDeleted)
                                .toList()));
    }

    /** Returns the servers on the host, including soft-deleted ones: Nova lists them together on request. */
    CloudResult<List<Server>> serversOnAndSoftDeleted(String host) {
        return serversOn("&soft_deleted=True", host);
    }

    static boolean isSoftDeleted(Server server) {
        return server.status().equals("SOFT_DELETED");
    }

    /**
     * Returns the migrations that may hold a host. Nova keeps ended migrations until they are archived, so they are
     * filtered out page by page.
     *
     * @param host null for all
     */
    CloudResult<List<Migration>> migrations(@Nullable String host, CallRecorder recorder) {
        String filter = host == null ? "" : "host=" + encoded(host);
        String command = "openstack server migration list" + (host == null ? "" : " --host " + CommandLine.of(host));
        return versions.ask(
                MIGRATION_UUIDS,
                MIGRATION_TYPES,
                version -> this.<Migration>paged(
                                recorder, command, Migration::toString, query -> migrationPage(query, version))
                        .from(
                                version.equals(MIGRATION_UUIDS)
                                        ? "limit=1000" + (filter.isEmpty() ? "" : "&" + filter)
                                        : filter)
                        .map(NovaPager.Listing::items));
    }

    private CloudResult<Page<Migration>> migrationPage(String query, String version) {
        var request = new GetRequest<>(
                "/os-migrations" + (query.isEmpty() ? "" : "?" + query), Map.of(), version, MigrationPage.class);
        return client.idempotent(access -> PageSize.smaller(
                query, () -> lookup.get(access.computeUrl(), access, request).checked()));
    }

    /** Returns every compute node with the host of its service. */
    CloudResult<NovaPager.Listing<Hypervisor>> hypervisors(CallRecorder recorder) {
        return this.<Hypervisor>paged(
                        recorder, "openstack hypervisor list --long", Hypervisor::uuid, this::hypervisorPage)
                .from("limit=1000")
                .map(listing -> reported("hypervisors", listing));
    }

    private CloudResult<Page<Hypervisor>> hypervisorPage(String query) {
        var request =
                new GetRequest<>("/os-hypervisors/detail?" + query, Map.of(), PROVIDER_UUIDS, HypervisorPage.class);
        return client.idempotent(access -> PageSize.smaller(
                query, () -> lookup.get(access.computeUrl(), access, request).checked()));
    }

    /** Returns empty for a server that does not exist; a server in an unreachable cell has the status UNKNOWN. */
    CloudResult<Optional<Server>> server(String id) {
        CloudResult<Server> answer = versions.ask(
                Nova.DOWN_CELLS,
                FLAVOR_IN_SERVER,
                version -> client.idempotent(access -> lookup.get(
                                access.computeUrl(),
                                access,
                                new GetRequest<>("/servers/" + encoded(id), Map.of(), version, ServerPage.class))
                        .one()
                        .server()));
        return answer instanceof CloudResult.Rejected<Server>(int status, String _) && status == NOT_FOUND
                ? new CloudResult.Ok<>(Optional.empty())
                : answer.map(Optional::of);
    }

    CloudResult<List<Server>> serversOn(String host) {
        return serversOn("", host);
    }

    private CloudResult<List<Server>> serversOn(String more, String host) {
        NovaPager<ServerPage.Found> pages =
                new NovaPager<>(found -> found.server().id(), query -> serverPage(query, FLAVOR_IN_SERVER));
        String query = "all_tenants=1&host=" + encoded(host) + more;
        return pages.from(query)
                .then(listing -> flavors.named(listing.items(), CallRecorder.NONE))
                .then(servers -> servers.stream().allMatch(server -> server.host() != null)
                        ? new CloudResult.Ok<>(servers)
                        : hostsAreHidden())
                .map(servers -> servers.stream()
                        // MySQL compares the filter without case, and a policy can make Nova ignore it.
                        .filter(server -> host.equalsIgnoreCase(server.host()))
                        .toList());
    }

    CloudResult<List<Flavor>> flavors(CallRecorder recorder) {
        return this.<FlavorPage.Found>paged(
                        recorder,
                        "openstack flavor list --all --long",
                        found -> found.flavor().name(),
                        this::flavorPage)
                .from("is_public=None" + LARGEST_PAGE)
                .then(listing -> flavors.withSpecs(reported("flavors", listing).items(), recorder));
    }

    CloudResult<List<Project>> projects(CallRecorder recorder) {
        return this.<Project>paged(recorder, "openstack project list", Project::id, this::projectPage)
                .from("")
                .map(listing -> {
                    boolean cut = listing.leftOut().contains(ProjectList.CUT);
                    if (cut) {
                        unreadable.tell("projects", Optional.of(ProjectList.CUT));
                    }
                    return (cut ? listing : reported("projects", listing)).items();
                });
    }

    private CloudResult<Page<Project>> projectPage(String query) {
        var request = new GetRequest<>(
                "/projects" + (query.isEmpty() ? "" : "?" + query), Map.of(), Lookup.BASELINE, ProjectList.class);
        return client.idempotent(
                Keystone.NAME,
                access -> lookup.get(keystoneUrl, access, request).checked());
    }

    private CloudResult<Page<ServerPage.Found>> serverPage(String query) {
        return versions.ask(Nova.DOWN_CELLS, FLAVOR_IN_SERVER, version -> serverPage(query, version));
    }

    private CloudResult<Page<ServerPage.Found>> serverPage(String query, String version) {
        var request = new GetRequest<>("/servers/detail?" + query, Map.of(), version, ServerPage.class);
        return client.idempotent(access -> PageSize.smaller(
                query, () -> lookup.get(access.computeUrl(), access, request).checked()));
    }

    private CloudResult<Page<FlavorPage.Found>> flavorPage(String query) {
        return versions.ask(FlavorReads.SPECS_IN_FLAVOR, Lookup.BASELINE, version -> {
            var request = new GetRequest<>("/flavors/detail?" + query, Map.of(), version, FlavorPage.class);
            return client.idempotent(access -> PageSize.smaller(
                    query,
                    () -> lookup.get(access.computeUrl(), access, request).checked()));
        });
    }

    private <T> NovaPager.Listing<T> reported(String list, NovaPager.Listing<T> listing) {
        unreadable.record(list, listing.leftOut());
        return listing;
    }

    private static <T> CloudResult<T> hostsAreHidden() {
        return new CloudResult.Indeterminate<>(
                "a server without its host: the credentials lack the admin role that may see hosts");
    }

    private static <T> NovaPager<T> paged(
            CallRecorder recorder,
            String command,
            Function<T, String> key,
            Function<String, CloudResult<Page<T>>> fetch) {
        return new NovaPager<>(key, query -> recorder.record(_ -> paged(command, query), () -> fetch.apply(query)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns the command for the page of that query. */
    private static String paged(String command, String query) {
        int marker = query.indexOf("marker=");
        return marker < 0
                ? command
                : command + " --marker " + query.substring(marker).replaceAll("marker=([^&]*).*", "$1");
    }
}
