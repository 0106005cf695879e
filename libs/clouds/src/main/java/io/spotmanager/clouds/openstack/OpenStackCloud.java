package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.CallRecorder;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.http.ResilientCall;
import io.spotmanager.clouds.rows.UnreadableRows;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CommandLine;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.AggregateCommands;
import io.spotmanager.domain.compute.ComputeInventory;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.Migration;
import io.spotmanager.domain.compute.Project;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.vm.VmNetworks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link ComputeInventory} over Nova and Keystone. One instance per cloud. Thread-safe. */
public final class OpenStackCloud implements ComputeInventory {

    private static final Logger LOG = LoggerFactory.getLogger(OpenStackCloud.class);

    private final Nova nova;
    private final ServiceChanges services;
    private final BulkReads lists;
    private final TenantReads tenants;
    private final VmNetworks networks;
    private final Supplier<CredentialsCheck> check;
    private final Map<Long, String> aggregateNames;
    private final CallRecorder recorder;

    private OpenStackCloud(
            Nova nova,
            ServiceChanges services,
            BulkReads lists,
            TenantReads tenants,
            VmNetworks networks,
            Supplier<CredentialsCheck> check,
            Map<Long, String> aggregateNames,
            CallRecorder recorder) {
        this.nova = nova;
        this.services = services;
        this.lists = lists;
        this.tenants = tenants;
        this.networks = networks;
        this.check = check;
        this.aggregateNames = aggregateNames;
        this.recorder = recorder;
    }

    /**
     * Creates the client; sends nothing before the first call or {@link #check()}.
     *
     * @param clock by which a cloud's request to wait ends, so that of whoever waits for it
     */
    public static OpenStackCloud connect(OpenStackSettings settings, InstantSource clock) {
        settings.warnings().forEach(LOG::warn);
        Catalog catalog = new Catalog(settings.services());
        SSLContext tls = settings.tls().context();
        Config config = config(settings, catalog, tls, settings.limits().read());
        Microversions versions = new Microversions(clock);
        Keystone keystone = new Keystone(settings, config, catalog, versions, clock);
        TokenCache tokens = new TokenCache(keystone::issue, clock);
        KeystoneAuthenticatedClient client = new KeystoneAuthenticatedClient(
                new ResilientCall("OpenStack", settings.limits(), clock, ErrorForm::matches), tokens);
        Lookup lookup = new Lookup(config);
        InterfaceChanges changes = new InterfaceChanges(config(settings, catalog, tls, settings.attach()));
        UnreadableRows unreadable = new UnreadableRows("OpenStack");
        Nova nova = new Nova(client, lookup, versions, unreadable);
        BulkReads lists = new BulkReads(
                client, lookup, versions, unreadable, new FlavorReads(client, lookup), settings.authUrl());
        // With its own circuit breaker: if placement is down, Nova's lists can still be read.
        KeystoneAuthenticatedClient toPlacement = KeystoneAuthenticatedClient.toOptional(
                new ResilientCall("OpenStack placement", settings.limits(), clock, ErrorForm::matches), tokens);
        PlacementReads placement = new PlacementReads(toPlacement, lookup, catalog, versions);
        return new OpenStackCloud(
                nova,
                new ServiceChanges(client, lookup),
                lists,
                new TenantReads(nova, lists, placement, new ComputeNodes(lists, clock)),
                new OpenStackNetworks(nova, client, lookup, changes, catalog, CallRecorder.NONE),
                () -> check(settings, tokens),
                new ConcurrentHashMap<>(),
                CallRecorder.NONE);
    }

    /** Logs in at Keystone and returns the result in one sentence. Blocks at most for the time-outs; never throws. */
    public CredentialsCheck check() {
        return check.get();
    }

    /**
     * Returns why placement cannot be queried and the consequence, in one sentence; empty if it can. Blocks for one
     * call; never throws.
     */
    public Optional<String> placementTrouble() {
        CloudResult<List<String>> answer = askPlacement();
        return answer.ok()
                ? Optional.empty()
                : Optional.of(
                        answer instanceof CloudResult.Rejected<List<String>>
                                ? "Placement may not be asked (" + answer.problem()
                                        + "): whether a host is empty is told by Nova's lists of servers and migrations alone. Give "
                                        + "the credentials a role that may read resource providers and allocations."
                                : "Placement cannot be asked (" + answer.problem()
                                        + "): no host counts as empty until it can be.");
    }

    @Override
    public CloudResult<List<Aggregate>> aggregates() {
        return aggregates(nova::aggregates);
    }

    @Override
    public CloudResult<List<Aggregate>> aggregatesFor(String host) {
        return aggregates(() -> nova.aggregatesFor(host));
    }

    private CloudResult<List<Aggregate>> aggregates(Supplier<CloudResult<List<Aggregate>>> read) {
        CloudResult<List<Aggregate>> answer =
                recorder.record(_ -> CommandLine.of("openstack", "aggregate", "list", "--long"), read);
        answer.found().ifPresent(this::remember);
        return answer;
    }

    @Override
    public CloudResult<Aggregate> addHost(long aggregateId, String host) {
        return recorder.record(
                answer -> AggregateCommands.addHost(named(aggregateId, answer), host),
                () -> nova.addHost(aggregateId, host));
    }

    @Override
    public CloudResult<Aggregate> removeHost(long aggregateId, String host) {
        return recorder.record(
                answer -> AggregateCommands.removeHost(named(aggregateId, answer), host),
                () -> nova.removeHost(aggregateId, host));
    }

    @Override
    public CloudResult<List<Server>> serversOn(String host) {
        return recorder.record(
                _ -> CommandLine.of("openstack", "server", "list", "--all-projects", "--host", host, "--long"),
                () -> lists.serversOn(host));
    }

    @Override
    public CloudResult<HostTenants> tenantsOn(String host) {
        return tenants.on(host, recorder);
    }

    @Override
    public CloudResult<List<Server>> softDeletedServers() {
        return lists.softDeletedServers(recorder);
    }

    @Override
    public CloudResult<List<Migration>> migrations() {
        return lists.migrations(null, recorder);
    }

    @Override
    public CloudResult<List<String>> askPlacement() {
        return tenants.placement().probe(recorder);
    }

    @Override
    public CloudResult<List<ComputeService>> computeServices() {
        return recorder.record(
                _ -> CommandLine.of("openstack", "compute", "service", "list", "--service", "nova-compute"),
                () -> nova.computeServices(null));
    }

    @Override
    public CloudResult<Optional<ComputeService>> computeService(String host) {
        return recorder.record(
                _ -> CommandLine.of(
                        "openstack", "compute", "service", "list", "--service", "nova-compute", "--host", host),
                () -> nova.computeServices(host)
                        .then(services -> Nova.reachable(host, services))
                        .then(services -> Nova.told(host, services))
                        .map(services -> services.stream()
                                .filter(service -> service.host().equals(host))
                                .findFirst()));
    }

    @Override
    public CloudResult<ComputeService> disableService(String host, String reason) {
        return recorder.record(
                _ -> AggregateCommands.disableService(host, reason), () -> services.disable(host, reason));
    }

    @Override
    public CloudResult<ComputeService> enableService(String host) {
        return recorder.record(_ -> AggregateCommands.enableService(host), () -> services.enable(host));
    }

    @Override
    public CloudResult<List<Server>> servers() {
        return lists.servers(recorder).then(every -> {
            boolean decided = every.tellsCells() || every.servers().stream().anyMatch(server -> !server.isKnown());
            return decided
                    ? new CloudResult.Ok<>(every.servers())
                    : computeServices().then(Nova::allReachable).map(_ -> every.servers());
        });
    }

    @Override
    public Map<String, String> leftOut() {
        return lists.unreadable().byList();
    }

    @Override
    public CloudResult<List<Flavor>> flavors() {
        return lists.flavors(recorder);
    }

    @Override
    public CloudResult<List<Project>> projects() {
        return lists.projects(recorder);
    }

    /** Returns the networks of the servers, with the same token, limits and recorder. */
    public VmNetworks networks() {
        return networks;
    }

    @Override
    public OpenStackCloud recordingTo(Consumer<ExternalCall> reader) {
        return new OpenStackCloud(
                nova,
                services,
                lists,
                tenants,
                networks.recordingTo(reader),
                check,
                aggregateNames,
                recorder.and(reader));
    }

    private static Config config(
            OpenStackSettings settings, Catalog catalog, @Nullable SSLContext tls, Duration patience) {
        Config config = Config.newConfig()
                .withConnectionTimeout(
                        Math.toIntExact(settings.limits().connect().toMillis()))
                .withReadTimeout(Math.toIntExact(patience.toMillis()))
                .withEndpointURLResolver(catalog);
        if (tls != null) {
            config.withSSLContext(tls);
        }
        return settings.tls().verify() ? config : config.withHostnameVerifier(NoopHostnameVerifier.INSTANCE);
    }

    private String named(long id, CloudResult<Aggregate> answer) {
        answer.found().ifPresent(aggregate -> aggregateNames.put(aggregate.id(), aggregate.name()));
        return aggregateNames.getOrDefault(id, Long.toString(id));
    }

    private void remember(List<Aggregate> aggregates) {
        aggregateNames.keySet().retainAll(aggregates.stream().map(Aggregate::id).toList());
        aggregates.forEach(aggregate -> aggregateNames.put(aggregate.id(), aggregate.name()));
    }

    private static CredentialsCheck check(OpenStackSettings settings, TokenCache tokens) {
        try {
            AuthenticatedEndpoint access = tokens.current();
            return new CredentialsCheck.Accepted("Keystone at " + settings.authUrl() + " accepts "
                    + settings.credentials().describe() + " ("
                    + settings.compute().describe() + "); compute is at "
                    + access.computeUrl() + ".");
        } catch (AuthenticationFailure e) {
            return switch (e.kind()) {
                case REJECTED -> new CredentialsCheck.Rejected(e.text() + ".");
                case UNREACHABLE -> new CredentialsCheck.Unreachable(e.text() + ".");
            };
        } catch (HttpFailure.NotPermitted e) {
            return e.trouble()
                    ? new CredentialsCheck.Unreachable(e.text() + ".")
                    : new CredentialsCheck.Rejected(e.text() + ".");
        }
    }
}
