package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.rows.LeftOut;
import io.spotmanager.clouds.rows.UnreadableRows;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmEnvironment;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.domain.vm.VmKeyPair;
import io.spotmanager.domain.vm.VmOrder;
import io.spotmanager.domain.vm.VmProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@link VmProvider} over Hyperstack's REST API. One instance per account. Thread-safe. */
public final class HyperstackProvider implements VmProvider {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String VMS = "/core/virtual-machines";
    private static final String FIREWALLS = "/core/firewalls";

    private final HyperstackLine line;
    private final UnreadableRows unreadable;
    private final Catalogue catalogue;

    private HyperstackProvider(HyperstackLine line, UnreadableRows unreadable) {
        this.line = line;
        this.unreadable = unreadable;
        this.catalogue = new Catalogue(line, unreadable);
    }

    /**
     * Creates the client; sends nothing before the first call.
     *
     * @param limiter must grant each request
     */
    public static HyperstackProvider connect(HyperstackSettings settings, RateLimiter limiter) {
        return new HyperstackProvider(HyperstackLine.to(settings, limiter), new UnreadableRows("Hyperstack"));
    }

    @Override
    public String preview(Function<VmProvider, CloudAnswer<?>> call) {
        List<String> told = new ArrayList<>();
        CloudAnswer<?> answer =
                call.apply(new HyperstackProvider(line.unsent(each -> told.add(each.command())), unreadable));
        if (told.isEmpty()) {
            throw new IllegalArgumentException("The call made no request: " + answer.problem());
        }
        return told.getFirst();
    }

    @Override
    public HyperstackProvider journalling(Consumer<ExternalCall> journal) {
        return new HyperstackProvider(line.journalling(journal), unreadable);
    }

    @Override
    public List<String> leftOut() {
        return unreadable.sentences();
    }

    /**
     * The search matches parts of names, so the result is filtered again. A row can move between pages during the read;
     * if there were several pages, they are read twice.
     */
    @Override
    public CloudAnswer<List<Vm>> named(String name) {
        CloudAnswer<List<Vm>> first = search(name);
        boolean severalPages =
                first.found().filter(vms -> vms.size() >= Pages.USUAL_SIZE).isPresent();
        CloudAnswer<List<Vm>> all = severalPages ? together(first, search(name)) : first;
        return all.map(vms -> vms.stream().filter(vm -> vm.name().equals(name)).toList());
    }

    @Override
    public CloudAnswer<Vm> create(VmOrder order) {
        ObjectNode body = OrderBody.of(order);
        Posting posting =
                new Posting(VMS, body, OrderBody.masked(body), said -> OrderBody.masked(said, order), line.longest());
        return Reading.of(line.post(posting), HyperstackProvider::onlyInstance);
    }

    @Override
    public CloudAnswer<Optional<Vm>> vm(long id) {
        return Reading.unlessGone(line.get(VMS + "/" + id), answer -> VmReader.read(answer.path("instance")));
    }

    @Override
    public CloudAnswer<Accepted> delete(long id) {
        return line.delete(VMS + "/" + id).map(_ -> new Accepted());
    }

    @Override
    public CloudAnswer<Accepted> attachFirewalls(long vmId, List<Long> firewallIds) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode ids = body.putArray("firewalls");
        firewallIds.forEach(ids::add);
        return line.post(VMS + "/" + vmId + "/attach-firewalls", body).map(_ -> new Accepted());
    }

    @Override
    public CloudAnswer<Optional<Firewall>> firewall(long id) {
        return Reading.unlessGone(line.get(FIREWALLS + "/" + id), answer -> FirewallReader.only(answer, new LeftOut()));
    }

    @Override
    public CloudAnswer<List<Firewall>> firewalls() {
        return catalogue.list(
                new Catalogue.Listing(FIREWALLS + "?", "firewalls", "firewalls"), FirewallReader::read, Firewall::id);
    }

    @Override
    public CloudAnswer<List<VmImage>> images(String region) {
        return catalogue.images(region);
    }

    @Override
    public CloudAnswer<List<VmFlavor>> flavors(String region) {
        return catalogue.flavors(region);
    }

    @Override
    public CloudAnswer<List<VmEnvironment>> environments() {
        return catalogue.environments();
    }

    @Override
    public CloudAnswer<List<VmKeyPair>> keyPairs() {
        return catalogue.keyPairs();
    }

    private CloudAnswer<List<Vm>> search(String name) {
        String path = VMS + "?search=" + Catalogue.encoded(name) + "&";
        // Leaving out a VM that has the name would make this service create another one.
        Catalogue.Listing listing =
                new Catalogue.Listing(path, "instances", "VMs", row -> name.equals(Fields.text(row.path("name"))));
        return catalogue.list(listing, (row, _) -> VmReader.read(row), Vm::id);
    }

    private static CloudAnswer<List<Vm>> together(CloudAnswer<List<Vm>> first, CloudAnswer<List<Vm>> second) {
        return second.map(vms -> Stream.concat(
                        vms.stream(),
                        first.found().stream()
                                .flatMap(List::stream)
                                .filter(vm -> vms.stream().noneMatch(each -> each.id() == vm.id())))
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList());
    }

    /** One VM was ordered. An answer with another number is not understood and must be checked by a read. */
    private static Vm onlyInstance(JsonNode answer) {
        List<JsonNode> instances = Fields.rows(answer, "instances");
        if (instances.size() != 1) {
            throw new WireFailure.Unusable("an answer with " + instances.size() + " VMs where one was asked for");
        }
        return VmReader.read(instances.getFirst());
    }
}
