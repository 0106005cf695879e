package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.CallRecorder;
import io.spotmanager.clouds.openstack.Lookup.GetRequest;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CommandLine;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.VmNetworks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@link VmNetworks} over Nova and Neutron, with the token and the limits of one {@link OpenStackCloud}. */
final class OpenStackNetworks implements VmNetworks {

    /** The first microversion whose servers contain the flavor's name. */
    private static final String FLAVOR_IN_SERVER = "compute 2.47";

    private static final int NOT_FOUND = 404;
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}");

    /** Nova uses the name as a regular expression of its database, and each database has its own dialect. */
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9_-]");

    private final Nova nova;
    private final KeystoneAuthenticatedClient client;
    private final Lookup lookup;
    private final InterfaceChanges changes;
    private final Catalog catalog;
    private final CallRecorder recorder;

    OpenStackNetworks(
            Nova nova,
            KeystoneAuthenticatedClient client,
            Lookup lookup,
            InterfaceChanges changes,
            Catalog catalog,
            CallRecorder recorder) {
        this.nova = nova;
        this.client = client;
        this.lookup = lookup;
        this.changes = changes;
        this.catalog = catalog;
        this.recorder = recorder;
    }

    @Override
    public OpenStackNetworks recordingTo(Consumer<ExternalCall> reader) {
        return new OpenStackNetworks(nova, client, lookup, changes, catalog, recorder.and(reader));
    }

    /** Returns the pattern that finds servers of exactly that name in Nova. */
    static String exactly(String name) {
        return "^" + NOT_PLAIN.matcher(name).replaceAll(".") + "$";
    }

    /** A list with a filter is short, without a word, of the servers of a cell that cannot be reached: then none is no answer. */
    @Override
    public CloudResult<List<NovaServer>> serversNamed(String name) {
        String pattern = exactly(name);
        CloudResult<List<NovaServer>> named = recorder.record(
                _ -> OpenStackCommands.serversNamed(name),
                () -> new NovaPager<>(NovaServer::id, this::serverPage)
                        .from("all_tenants=1&name=" + encoded(pattern))
                        .map(listing -> listing.items().stream()
                                .filter(server -> server.name().equals(name))
                                .toList()));
        return named.then(
                servers -> servers.isEmpty() ? everyCellAnswers().map(_ -> servers) : new CloudResult.Ok<>(servers));
    }

    private CloudResult<List<ComputeService>> everyCellAnswers() {
        return recorder.record(
                        _ -> CommandLine.of("openstack", "compute", "service", "list", "--service", "nova-compute"),
                        () -> nova.computeServices(null))
                .then(Nova::allReachable);
    }

    @Override
    public CloudResult<Optional<NovaServer>> server(String id) {
        return recorder.record(_ -> OpenStackCommands.server(id), () -> {
            CloudResult<NovaServer> answer = ask(
                    new GetRequest<>("/servers/" + encoded(id), Map.of(), FLAVOR_IN_SERVER, VmServerPage.class),
                    VmServerPage::one);
            return isNotFound(answer) ? new CloudResult.Ok<>(Optional.empty()) : answer.map(Optional::of);
        });
    }

    /** Filters by id only if the text can be an id. For a filter that matches nothing Neutron returns an empty list. */
    @Override
    public CloudResult<List<Network>> networks(String nameOrId) {
        if (!UUID.matcher(nameOrId).matches()) {
            return networksBy("name", nameOrId);
        }
        CloudResult<List<Network>> byId = networksBy("id", nameOrId);
        return byId.found().filter(List::isEmpty).isPresent() ? networksBy("name", nameOrId) : byId;
    }

    @Override
    public CloudResult<List<NetworkInterface>> interfaces(String serverId) {
        return recorder.record(
                _ -> CommandLine.of("openstack", "port", "list", "--server", serverId),
                () -> ask(
                        new GetRequest<>(
                                "/servers/" + encoded(serverId) + "/os-interface",
                                Map.of(),
                                Lookup.BASELINE,
                                Interfaces.class),
                        Interfaces::list));
    }

    /** Asks Neutron: Nova answers 404 for the interfaces of a server that is gone. */
    @Override
    public CloudResult<List<String>> ports(String serverId) {
        return recorder.record(
                _ -> CommandLine.of("openstack", "port", "list", "--device-id", serverId),
                () -> new NovaPager<>(PortList.Port::id, this::portPage)
                        .from("device_id=" + encoded(serverId))
                        .map(listing -> listing.items().stream()
                                .filter(port -> port.server().equals(serverId))
                                .map(PortList.Port::id)
                                .toList()));
    }

    @Override
    public CloudResult<NetworkInterface> attach(String serverId, String networkId) {
        return recorder.record(
                _ -> OpenStackCommands.attachNetwork(serverId, networkId),
                () -> client.nonIdempotent(access ->
                        changes.attach(access, encoded(serverId), networkId).one()));
    }

    @Override
    public CloudResult<Accepted> detach(String serverId, String portId) {
        return recorder.record(
                _ -> CommandLine.of("openstack", "server", "remove", "port", serverId, portId),
                () -> client.nonIdempotent(access -> {
                    changes.detach(access, encoded(serverId), encoded(portId));
                    return new Accepted();
                }));
    }

    private CloudResult<List<Network>> networksBy(String field, String value) {
        return recorder.record(
                _ -> field.equals("id")
                        ? CommandLine.of("openstack", "network", "show", value)
                        : CommandLine.of("openstack", "network", "list", "--long", "--name", value),
                () -> new NovaPager<>(Network::id, this::networkPage)
                        .from(field + "=" + encoded(value))
                        .map(listing -> listing.items().stream()
                                .filter(network -> value.equals(field.equals("id") ? network.id() : network.name()))
                                .toList()));
    }

    private CloudResult<Page<Network>> networkPage(String query) {
        return neutron("/v2.0/networks?" + query, NetworkList.class, NetworkList::checked);
    }

    private CloudResult<Page<PortList.Port>> portPage(String query) {
        return neutron("/v2.0/ports?" + query, PortList.class, PortList::checked);
    }

    private <Q, T> CloudResult<T> neutron(String path, Class<Q> form, Function<Q, T> reader) {
        var request = new GetRequest<>(path, Map.of(), Lookup.BASELINE, form);
        return client.idempotent("Neutron", access -> reader.apply(lookup.get(networkUrl(access), access, request)));
    }

    private CloudResult<Page<NovaServer>> serverPage(String query) {
        return ask(
                new GetRequest<>("/servers/detail?" + query, Map.of(), FLAVOR_IN_SERVER, VmServerPage.class),
                VmServerPage::page);
    }

    private <Q, T> CloudResult<T> ask(GetRequest<Q> request, Function<Q, T> reader) {
        return client.idempotent(access -> reader.apply(lookup.get(access.computeUrl(), access, request)));
    }

    /** Some catalogs have the version in the address; most do not. */
    private String networkUrl(AuthenticatedEndpoint access) {
        String url = catalog.address(access.services(), "network");
        return url.endsWith("/v2.0") ? url.substring(0, url.length() - "/v2.0".length()) : url;
    }

    private static boolean isNotFound(CloudResult<?> answer) {
        return answer instanceof CloudResult.Rejected<?>(int status, String _) && status == NOT_FOUND;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
