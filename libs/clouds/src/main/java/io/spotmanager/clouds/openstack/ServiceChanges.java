package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.openstack.Lookup.GetRequest;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.compute.ComputeService;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.ClientConstants;
import org.openstack4j.core.transport.HttpMethod;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.ObjectMapperSingleton;
import org.openstack4j.core.transport.internal.HttpExecutor;

/**
 * Disables and enables the compute service of a host by its id: {@code PUT /os-services/{id}} of microversion 2.53 (Pike), recorded on
 * release 26. openstack4j knows only the older form by host and binary, which newer microversions refuse.
 */
record ServiceChanges(KeystoneAuthenticatedClient client, Lookup lookup) {
    static final String COMPUTE = "nova-compute";

    /** The first microversion in which the id of a service is a UUID, and the update takes it. */
    private static final String BY_ID = "compute 2.53";

    private static final int CONFLICT = 409;

    CloudResult<ComputeService> disable(String host, String reason) {
        return change(host, Map.of("status", "disabled", "disabled_reason", reason));
    }

    CloudResult<ComputeService> enable(String host) {
        return change(host, Map.of("status", "enabled"));
    }

    private CloudResult<ComputeService> change(String host, Map<String, String> update) {
        CloudResult<String> id = idOf(host);
        // Nothing was sent that changes anything, so a read without a clear answer leaves nothing open.
        return id instanceof Indeterminate<String>(var cause, var notBefore)
                ? new NotSent<>("the service of %s could not be read: %s".formatted(host, cause), notBefore)
                : id.then(uuid -> client.nonIdempotent(access -> put(access, uuid, update)));
    }

    private CloudResult<String> idOf(String host) {
        CloudResult<List<String>> ids = client.idempotent(access -> lookup.get(
                        access.computeUrl(),
                        access,
                        new GetRequest<>(
                                "/os-services", Map.of("binary", COMPUTE, "host", host), BY_ID, Identified.class))
                .of(host));
        return ids.then(found -> switch (found.size()) {
            // This list is short, without a word, of the services of a cell that cannot be reached.
            case 0 -> new NotSent<>("Nova does not show the %s of %s".formatted(COMPUTE, host));
            case 1 -> new Ok<>(found.getFirst());
            default ->
                new Rejected<>(
                        CONFLICT,
                        "Nova has %d services %s on %s: delete those that are left over first."
                                .formatted(found.size(), COMPUTE, host));
        });
    }

    private ComputeService put(AuthenticatedEndpoint access, String id, Map<String, String> update) {
        HttpRequest<Changed> request = HttpRequest.builder(Changed.class)
                .endpoint(access.computeUrl())
                .path("/os-services/" + id)
                .config(lookup.config())
                .header(ClientConstants.HEADER_X_AUTH_TOKEN, access.token().getId())
                .header("OpenStack-API-Version", BY_ID)
                .method(HttpMethod.PUT)
                .json(ObjectMapperSingleton.getContext(Map.class)
                        .valueToTree(update)
                        .toString())
                .build();
        ServiceList.@Nullable Entry entry =
                HttpExecutor.create().execute(request).readEntity(Changed.class).service();
        ComputeService service = entry == null ? null : entry.checked();
        if (service == null) {
            throw new HttpFailure.MalformedResponse("an answer without the changed service");
        }
        return service;
    }

    record Changed(@JsonProperty("service") ServiceList.@Nullable Entry service) {}

    record Identified(@JsonProperty("services") @Nullable List<@Nullable Named> services) {
        record Named(
                @JsonProperty("id") @Nullable JsonNode id,
                @JsonProperty("host") @Nullable JsonNode host,
                @JsonProperty("binary") @Nullable JsonNode binary) {}

        /** Returns the ids of the compute services of that host, also if Nova ignored the filter. */
        List<String> of(String host) {
            if (services == null) {
                throw new HttpFailure.MalformedResponse("an answer without services");
            }
            return services.stream()
                    .filter(Objects::nonNull)
                    .flatMap(Stream::ofNullable)
                    .filter(each -> host.equals(Field.text(each.host())) && COMPUTE.equals(Field.text(each.binary())))
                    .map(each -> Field.text(each.id()))
                    .flatMap(Stream::ofNullable)
                    .toList();
        }
    }
}
