package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.openstack.Lookup.Question;
import io.spotmanager.clouds.wire.CommandLine;
import io.spotmanager.clouds.wire.Journal;
import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
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

    private final Line line;
    private final Lookup lookup;
    private final InterfaceChanges changes;
    private final Catalog catalog;
    private final Journal journal;

    OpenStackNetworks(Line line, Lookup lookup, InterfaceChanges changes, Catalog catalog, Journal journal) {
        this.line = line;
        this.lookup = lookup;
        this.changes = changes;
        this.catalog = catalog;
        this.journal = journal;
    }

    @Override
    public OpenStackNetworks journalling(Consumer<ExternalCall> reader) {
        return new OpenStackNetworks(line, lookup, changes, catalog, journal.and(reader));
    }

    /** Returns the pattern that finds servers of exactly that name in Nova. */
    static String exactly(String name) {
        return "^" + NOT_PLAIN.matcher(name).replaceAll(".") + "$";
    }

    @Override
    public CloudAnswer<List<NovaServer>> serversNamed(String name) {
        String pattern = exactly(name);
        return journal.tell(
                _ -> OpenStackCommands.serversNamed(name),
                () -> new Pages<>(NovaServer::id, this::serverPage)
                        .from("all_tenants=1&name=" + encoded(pattern))
                        .map(listing -> listing.items().stream()
                                .filter(server -> server.name().equals(name))
                                .toList()));
    }

    @Override
    public CloudAnswer<Optional<NovaServer>> server(String id) {
        return journal.tell(_ -> OpenStackCommands.server(id), () -> {
            CloudAnswer<NovaServer> answer = ask(
                    new Question<>("/servers/" + encoded(id), Map.of(), FLAVOR_IN_SERVER, VmServerPage.class),
                    VmServerPage::one);
            return isNotFound(answer) ? new CloudAnswer.Ok<>(Optional.empty()) : answer.map(Optional::of);
        });
    }

    /** Filters by id only if the text can be an id. For a filter that matches nothing Neutron returns an empty list. */
    @Override
    public CloudAnswer<List<Network>> networks(String nameOrId) {
        if (!UUID.matcher(nameOrId).matches()) {
            return networksBy("name", nameOrId);
        }
        CloudAnswer<List<Network>> byId = networksBy("id", nameOrId);
        return byId.found().filter(List::isEmpty).isPresent() ? networksBy("name", nameOrId) : byId;
    }

    @Override
    public CloudAnswer<List<NetworkInterface>> interfaces(String serverId) {
        return journal.tell(
                _ -> CommandLine.of("openstack", "port", "list", "--server", serverId),
                () -> ask(
                        new Question<>(
                                "/servers/" + encoded(serverId) + "/os-interface",
                                Map.of(),
                                Lookup.BASELINE,
                                Interfaces.class),
                        Interfaces::list));
    }

    @Override
    public CloudAnswer<NetworkInterface> attach(String serverId, String networkId) {
        return journal.tell(
                _ -> OpenStackCommands.attachNetwork(serverId, networkId),
                () -> line.write(access ->
                        changes.attach(access, encoded(serverId), networkId).one()));
    }

    @Override
    public CloudAnswer<Accepted> detach(String serverId, String portId) {
        return journal.tell(
                _ -> CommandLine.of("openstack", "server", "remove", "port", serverId, portId),
                () -> line.write(access -> {
                    changes.detach(access, encoded(serverId), encoded(portId));
                    return new Accepted();
                }));
    }

    private CloudAnswer<List<Network>> networksBy(String field, String value) {
        Question<NetworkList> question =
                new Question<>("/v2.0/networks", Map.of(field, value), Lookup.BASELINE, NetworkList.class);
        return journal.tell(
                _ -> field.equals("id")
                        ? CommandLine.of("openstack", "network", "show", value)
                        : CommandLine.of("openstack", "network", "list", "--long", "--name", value),
                () -> line.read(
                        "Neutron",
                        access -> lookup.get(networkUrl(access), access, question).checked().stream()
                                .filter(network -> value.equals(field.equals("id") ? network.id() : network.name()))
                                .toList()));
    }

    private CloudAnswer<Page<NovaServer>> serverPage(String query) {
        return ask(
                new Question<>("/servers/detail?" + query, Map.of(), FLAVOR_IN_SERVER, VmServerPage.class),
                VmServerPage::page);
    }

    private <Q, T> CloudAnswer<T> ask(Question<Q> question, Function<Q, T> reader) {
        return line.read(access -> reader.apply(lookup.get(access.computeUrl(), access, question)));
    }

    /** Some catalogs have the version in the address; most do not. */
    private String networkUrl(Access access) {
        String url = catalog.address(access.services(), "network");
        return url.endsWith("/v2.0") ? url.substring(0, url.length() - "/v2.0".length()) : url;
    }

    private static boolean isNotFound(CloudAnswer<?> answer) {
        return answer instanceof CloudAnswer.Refused<?>(int status, String _) && status == NOT_FOUND;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
