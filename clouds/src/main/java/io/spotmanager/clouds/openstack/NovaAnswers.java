package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.compute.Aggregate;
import io.spotmanager.clouds.compute.ComputeService;
import io.spotmanager.clouds.wire.WireFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openstack4j.model.compute.HostAggregate;
import org.openstack4j.model.compute.ext.Service;
import org.openstack4j.openstack.compute.domain.ext.ExtService.Services;

/** Checks Nova's answers field by field and puts them into our words; what is missing is never taken for empty. */
final class NovaAnswers {

    static final String COMPUTE_BINARY = "nova-compute";

    private NovaAnswers() {}

    static Aggregate aggregate(@Nullable HostAggregate answer) {
        HostAggregate given = required(answer, "the aggregate");
        return new Aggregate(
                number(given.getId()),
                required(given.getName(), "an aggregate's name"),
                required(given.getHosts(), "an aggregate's hosts"),
                given.getAvailabilityZone(),
                Objects.requireNonNullElse(given.getMetadata(), Map.of()));
    }

    /** The agents that run servers; conductors and schedulers are left out even if the filter was ignored. */
    static List<ComputeService> services(Services answer) {
        return required(answer.value(), "services").stream()
                .filter(service -> COMPUTE_BINARY.equals(service.getBinary()))
                .map(NovaAnswers::service)
                .toList();
    }

    private static ComputeService service(Service given) {
        return new ComputeService(
                required(given.getHost(), "a service's host"),
                given.getStatus() == Service.Status.ENABLED,
                given.getState() == Service.State.UP,
                given.getDisabledReason(),
                Objects.requireNonNullElse(given.getZone(), ""));
    }

    private static long number(@Nullable String id) {
        try {
            return Long.parseLong(required(id, "an aggregate's id"));
        } catch (NumberFormatException _) {
            throw new WireFailure.Unusable("an answer whose aggregate id is no number");
        }
    }

    private static <T> T required(@Nullable T value, String what) {
        if (value == null) {
            throw new WireFailure.Unusable("an answer without " + what);
        }
        return value;
    }
}
