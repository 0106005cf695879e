package io.spotmanager.gateway.security.rights;

import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.fleet.read.PoolRepository.Sold;
import io.spotmanager.gateway.problem.FieldProblem;
import java.util.List;
import org.springframework.stereotype.Component;

/** Compares limits that an admin sets with the snapshot, so that a misspelt name is not set. Before the first read any name is taken. */
@Component
public class KnownObjects {
    private static final String FIELD = "limits";

    private final PoolRepository pools;

    KnownObjects(PoolRepository pools) {
        this.pools = pools;
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException that names the first entry of which the snapshot knows nothing */
    public void requireKnown(List<Limit> limits) {
        if (limits.isEmpty() || pools.isEmpty()) {
            return;
        }
        var types = pools.gpuTypes();
        var named = pools.named(limits.stream().map(Limit::name).toList());
        limits.stream()
                .filter(limit -> !isKnown(limit, types, named))
                .findFirst()
                .ifPresent(limit -> {
                    throw FieldProblem.refusal(FIELD, sentence(limit, types));
                });
    }

    private static boolean isKnown(Limit limit, List<String> types, List<Sold> named) {
        return limit.kind() == Limit.Kind.GPU_TYPE
                ? types.contains(limit.name())
                : named.stream().anyMatch(limit::covers);
    }

    private static String sentence(Limit limit, List<String> types) {
        return switch (limit.kind()) {
            case POOL ->
                "names the pool '%s', which the snapshot does not have: GET /api/gpu-types lists all, names are case-sensitive"
                        .formatted(limit.name());
            case GPU_TYPE ->
                "names the GPU type '%s', which the snapshot does not have: there are %s"
                        .formatted(limit.name(), types);
            case CONTRACT ->
                "names the contract '%s', which the snapshot does not have: send the whole name of its aggregate, names are case-sensitive"
                        .formatted(limit.name());
        };
    }
}
