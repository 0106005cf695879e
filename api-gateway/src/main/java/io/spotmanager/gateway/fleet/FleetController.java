package io.spotmanager.gateway.fleet;

import io.spotmanager.gateway.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Pools and hosts as the inventory worker last saw them. */
@RestController
@RequestMapping("/api")
class FleetController {
    private final FleetAnswers answers;

    FleetController(FleetAnswers answers) {
        this.answers = answers;
    }

    @GetMapping("/gpu-types")
    ResponseEntity<byte[]> gpuTypes(ServletWebRequest request) {
        return answers.answer(request, "gpu-types", Fleet::gpuTypes);
    }

    @GetMapping("/aggregates/{gpuType}")
    ResponseEntity<byte[]> pools(@PathVariable String gpuType, ServletWebRequest request) {
        return answers.answer(
                request, "aggregates/" + gpuType, fleet -> known(fleet, gpuType).pools(gpuType));
    }

    @GetMapping("/aggregates/{gpuType}/{pool}")
    ResponseEntity<byte[]> pool(@PathVariable String gpuType, @PathVariable String pool, ServletWebRequest request) {
        return answers.answer(
                request,
                "aggregates/%s/%s".formatted(gpuType, pool),
                fleet -> fleet.pool(gpuType, pool)
                        .findFirst()
                        .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                                "There is no pool %s for %s. GET /api/aggregates/%2$s lists those there are."
                                        .formatted(pool, gpuType))));
    }

    /** @param gpuType or {@code unclassified} for those of which it is not known, here as for other pools */
    @GetMapping("/contract-aggregates/{gpuType}")
    ResponseEntity<byte[]> contracts(@PathVariable String gpuType, ServletWebRequest request) {
        return answers.answer(
                request,
                "contract-aggregates/" + gpuType,
                fleet -> known(fleet, gpuType).contracts(gpuType));
    }

    @GetMapping("/out-of-stock")
    ResponseEntity<byte[]> outOfStock(
            @RequestParam(name = "gpu_type", required = false) @Nullable String gpuType, ServletWebRequest request) {
        return gpuType == null
                ? answers.answer(request, "out-of-stock", fleet -> fleet.outOfStock(_ -> true))
                : answers.answer(
                        request,
                        "out-of-stock/" + gpuType,
                        fleet -> known(fleet, gpuType)
                                .outOfStock(host -> gpuType.equals(host.placed().gpuType())));
    }

    private static Fleet known(Fleet fleet, String gpuType) {
        if (!fleet.knows(gpuType)) {
            throw ProblemType.NOT_FOUND.because(
                    "Nothing is known of %s. GET /api/gpu-types lists the types there are.".formatted(gpuType));
        }
        return fleet;
    }
}
