package io.spotmanager.gateway.fleet;

import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.openapi.ResponseSchema;
import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Pools and hosts as the inventory worker last read them. */
@RestController
@RequestMapping("/api")
@Tag(name = "Fleet")
class FleetController {
    private final FleetAnswers answers;

    FleetController(FleetAnswers answers) {
        this.answers = answers;
    }

    /** Every GPU type with a pool or contract, and the pools with an unknown type. */
    @GetMapping("/gpu-types")
    @Operation(operationId = "listGpuTypes", summary = "List the GPU types")
    @ResponseSchema(Fleet.GpuTypes.class)
    ResponseEntity<byte[]> gpuTypes(ServletWebRequest request) {
        return answers.answer(request, "gpu-types", Fleet::gpuTypes);
    }

    /** All pools of that type with their hosts, including empty pools, without contracts. */
    @GetMapping("/aggregates/{gpuType}")
    @Operation(operationId = "listPools", summary = "List the pools of a GPU type")
    @ResponseSchema(Fleet.TypePools.class)
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<byte[]> pools(@PathVariable String gpuType, ServletWebRequest request) {
        return answers.answer(
                request, "aggregates/" + gpuType, fleet -> known(fleet, gpuType).pools(gpuType));
    }

    /** One pool with its hosts. */
    @GetMapping("/aggregates/{gpuType}/{pool}")
    @Operation(operationId = "getPool", summary = "Read a pool")
    @ResponseSchema(Fleet.OnePool.class)
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<byte[]> pool(@PathVariable String gpuType, @PathVariable String pool, ServletWebRequest request) {
        return answers.answer(
                request,
                // A name may contain a slash, but no NUL.
                "aggregates/%s\0%s".formatted(gpuType, pool),
                fleet -> fleet.pool(gpuType, pool)
                        .findFirst()
                        .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                                "There is no pool %s for %s. GET /api/aggregates/%2$s lists the pools."
                                        .formatted(pool, gpuType))));
    }

    /**
     * The contracts of that type with their hosts.
     *
     * @param gpuType a type from {@code /api/gpu-types}, or {@code unclassified} for an unknown type; the same for pools
     */
    @GetMapping("/contract-aggregates/{gpuType}")
    @Operation(operationId = "listContracts", summary = "List the contracts of a GPU type")
    @ResponseSchema(Fleet.TypePools.class)
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<byte[]> contracts(@PathVariable String gpuType, ServletWebRequest request) {
        return answers.answer(
                request,
                "contract-aggregates/" + gpuType,
                fleet -> known(fleet, gpuType).contracts(gpuType));
    }

    /** Hosts that cannot be sold now, with the reasons. */
    @GetMapping("/out-of-stock")
    @Operation(operationId = "listOutOfStock", summary = "List hosts that are out of stock")
    @ResponseSchema(Fleet.OutOfStock.class)
    @ErrorResponses(ProblemType.NOT_FOUND)
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
                    "The GPU type %s is unknown. GET /api/gpu-types lists the types.".formatted(gpuType));
        }
        return fleet;
    }
}
