package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.compute.Aggregate;
import io.spotmanager.clouds.compute.CloudAnswer;
import io.spotmanager.clouds.compute.ComputeService;
import io.spotmanager.clouds.compute.Server;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.compute.HostAggregateService;
import org.openstack4j.core.transport.ClientConstants;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.internal.HttpExecutor;
import org.openstack4j.openstack.OSFactory;
import org.openstack4j.openstack.compute.domain.NovaHostAggregate.NovaHostAggregates;
import org.openstack4j.openstack.compute.domain.ext.ExtService.Services;

/**
 * Nova's requests, each one exchange except the servers' pages.
 *
 * <p>Changes go through openstack4j's services. Lists go through its transport and types only: its list methods answer a
 * body without the list as an empty list, and they neither follow pages nor read what a later microversion sends.
 */
final class Nova {

    /** The first microversion whose servers carry the flavor's name, even of a deleted flavor. */
    private static final String FLAVOR_NAMES = "compute 2.47";

    private static final String BASELINE = "compute 2.1";

    private final Line line;
    private final Config config;

    Nova(Line line, Config config) {
        this.line = line;
        this.config = config;
    }

    CloudAnswer<List<Aggregate>> aggregates() {
        return line.read(access ->
                NovaAnswers.aggregates(get(access, "/os-aggregates", Map.of(), BASELINE, NovaHostAggregates.class)));
    }

    CloudAnswer<Aggregate> addHost(long aggregateId, String host) {
        return line.write(
                access -> NovaAnswers.aggregate(hostAggregates(access).addHost(Long.toString(aggregateId), host)));
    }

    CloudAnswer<Aggregate> removeHost(long aggregateId, String host) {
        return line.write(
                access -> NovaAnswers.aggregate(hostAggregates(access).removeHost(Long.toString(aggregateId), host)));
    }

    CloudAnswer<List<ComputeService>> computeServices(@Nullable String host) {
        Map<String, String> query = host == null
                ? Map.of("binary", NovaAnswers.COMPUTE_BINARY)
                : Map.of("binary", NovaAnswers.COMPUTE_BINARY, "host", host);
        return line.read(access -> NovaAnswers.services(get(access, "/os-services", query, BASELINE, Services.class)));
    }

    CloudAnswer<List<Server>> serversOn(String host) {
        return new ServerPages(host, this::serverPage).all();
    }

    private CloudAnswer<ServerPage> serverPage(String pathAndQuery) {
        return line.read(access -> get(access, pathAndQuery, Map.of(), FLAVOR_NAMES, ServerPage.class));
    }

    private HostAggregateService hostAggregates(Access access) {
        return OSFactory.clientFromToken(access.token(), config).compute().hostAggregates();
    }

    private <T> T get(Access access, String path, Map<String, String> query, String microversion, Class<T> type) {
        var request = HttpRequest.builder(type)
                .endpoint(access.computeUrl())
                .path(path)
                .config(config)
                .header(ClientConstants.HEADER_X_AUTH_TOKEN, access.token().getId())
                .header("OpenStack-API-Version", microversion);
        query.forEach(request::queryParam);
        return HttpExecutor.create().execute(request.build()).readEntity(type);
    }
}
