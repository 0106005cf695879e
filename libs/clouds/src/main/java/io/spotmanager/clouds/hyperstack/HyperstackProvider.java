package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.rows.LeftOut;
import io.spotmanager.clouds.rows.NameSearch;
import io.spotmanager.clouds.rows.UnreadableRows;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.CreateVmRequest;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmEnvironment;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.domain.vm.VmKeyPair;
import io.spotmanager.domain.vm.VmProvider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@link VmProvider} over Hyperstack's REST API. One instance per account. Thread-safe. */
public final class HyperstackProvider implements VmProvider {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String VMS = "/core/virtual-machines";
    private static final String FIREWALLS = "/core/firewalls";

    private final HyperstackClient client;
    private final UnreadableRows unreadable;
    private final Catalogue catalogue;

    private HyperstackProvider(HyperstackClient client, UnreadableRows unreadable) {
        this.client = client;
        this.unreadable = unreadable;
        this.catalogue = new Catalogue(client, unreadable);
    }

    /**
     * Creates the client; sends nothing before the first call.
     *
     * @param limiter must grant each request
     * @param clock by which Hyperstack's requests to wait end, so that of whoever waits for them
     */
    public static HyperstackProvider connect(HyperstackSettings settings, RateLimiter limiter, InstantSource clock) {
        return new HyperstackProvider(HyperstackClient.to(settings, limiter, clock), new UnreadableRows("Hyperstack"));
    }

    /** One on the clock of the system. */
    public static HyperstackProvider connect(HyperstackSettings settings, RateLimiter limiter) {
        return connect(settings, limiter, InstantSource.system());
    }

    @Override
    public String preview(Function<VmProvider, CloudResult<?>> call) {
        List<String> told = new ArrayList<>();
        CloudResult<?> answer =
                call.apply(new HyperstackProvider(client.unsent(each -> told.add(each.command())), unreadable));
        if (told.isEmpty()) {
            throw new IllegalArgumentException("The call made no request: " + answer.problem());
        }
        return told.getFirst();
    }

    @Override
    public HyperstackProvider recordingTo(Consumer<ExternalCall> recorder) {
        return new HyperstackProvider(client.recordingTo(recorder), unreadable);
    }

    @Override
    public List<String> leftOut() {
        return unreadable.sentences();
    }

    /** The search matches parts of names, so the result is filtered again. */
    @Override
    public CloudResult<List<Vm>> named(String name) {
        NameSearch search = new NameSearch(name);
        return search(name, search)
                .map(vms ->
                        vms.stream().sorted(Comparator.comparingLong(Vm::id)).toList())
                .then(vms -> search.among(vms, Vm::name, "VM"));
    }

    @Override
    public CloudResult<List<Vm>> all() {
        return catalogue.list(
                new Catalogue.Listing(VMS + "?", "instances", "VMs"), (row, _) -> VmReader.read(row), Vm::id);
    }

    @Override
    public CloudResult<Vm> create(CreateVmRequest order) {
        ObjectNode body = CreateVmBody.of(order);
        PostRequest posting = new PostRequest(
                VMS, body, CreateVmBody.masked(body), said -> CreateVmBody.masked(said, order), client.longest());
        return Responses.of(client.post(posting), HyperstackProvider::onlyInstance);
    }

    @Override
    public CloudResult<Optional<Vm>> vm(long id) {
        return Responses.unlessGone(client.get(VMS + "/" + id), answer -> {
            Vm vm = VmReader.read(answer.path("instance"));
            if (vm.id() != id) {
                throw new HttpFailure.MalformedResponse(
                        "an answer with VM " + vm.id() + " where " + id + " was asked for");
            }
            return vm;
        });
    }

    @Override
    public CloudResult<Accepted> delete(long id) {
        return Responses.accepted(client.delete(VMS + "/" + id));
    }

    @Override
    public CloudResult<Accepted> attachFirewalls(long vmId, List<Long> firewallIds) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode ids = body.putArray("firewalls");
        firewallIds.forEach(ids::add);
        return Responses.accepted(client.post(VMS + "/" + vmId + "/attach-firewalls", body));
    }

    @Override
    public CloudResult<Optional<Firewall>> firewall(long id) {
        return Responses.unlessGone(
                client.get(FIREWALLS + "/" + id), answer -> FirewallReader.only(answer, new LeftOut()));
    }

    @Override
    public CloudResult<List<Firewall>> firewalls(long vmId) {
        return catalogue.list(
                new Catalogue.Listing(
                        FIREWALLS + "?", "firewalls", "firewalls", row -> FirewallReader.mayGuard(row, vmId)),
                FirewallReader::read,
                Firewall::id);
    }

    @Override
    public CloudResult<List<VmImage>> images(String region) {
        return catalogue.images(region);
    }

    @Override
    public CloudResult<List<VmFlavor>> flavors(String region) {
        return catalogue.flavors(region);
    }

    @Override
    public CloudResult<List<VmEnvironment>> environments() {
        return catalogue.environments();
    }

    @Override
    public CloudResult<List<VmKeyPair>> keyPairs() {
        return catalogue.keyPairs();
    }

    private CloudResult<List<Vm>> search(String name, NameSearch search) {
        String path = VMS + "?search=" + Catalogue.encoded(name) + "&";
        return catalogue.list(
                new Catalogue.Listing(path, "instances", "VMs", search::isEssential),
                (row, _) -> VmReader.read(row),
                Vm::id);
    }

    /** One VM was ordered. An answer with another number is not understood and must be checked by a read. */
    private static Vm onlyInstance(JsonNode answer) {
        List<JsonNode> instances = Fields.rows(answer, "instances");
        if (instances.size() != 1) {
            throw new HttpFailure.MalformedResponse(
                    "an answer with " + instances.size() + " VMs where one was asked for");
        }
        return VmReader.read(instances.getFirst());
    }
}
