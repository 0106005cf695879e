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
    private final GpuTypesForm usualForm;

    FleetController(FleetAnswers answers, FormerToolSettings settings) {
        this.answers = answers;
        this.usualForm = settings.gpuTypes();
    }

    /**
     * Every GPU type with a pool or contract, and the pools with an unknown type.
     *
     * @param form {@code objects}, as described here, or {@code names}: the former tool's form, in which {@code gpu_types} has names and
     *     {@code gpu_type_details} what is described here. Left out: as the setting SPOT_FORMER_TOOL_GPU_TYPES says, or objects
     */
    @GetMapping("/gpu-types")
    @Operation(operationId = "listGpuTypes", summary = "List the GPU types")
    @ResponseSchema(Fleet.GpuTypes.class)
    ResponseEntity<byte[]> gpuTypes(@RequestParam(required = false) @Nullable String form, ServletWebRequest request) {
        return (form == null ? usualForm : GpuTypesForm.of(form)) == GpuTypesForm.NAMES
                ? answers.answer(
                        request, "gpu-type-names", fleet -> fleet.types().gpuTypeNames())
                : answers.answer(request, "gpu-types", fleet -> fleet.types().gpuTypes());
    }

    /**
     * All pools of that type with their hosts, including empty pools, without contracts; beside them the columns of the former tool.
     *
     * @param columns false to leave out the former tool's columns
     * @param summaryOnly true for the former tool's columns with the names of their hosts alone
     * @param includeVms taken from scripts of the former tool, and without effect: the snapshot has the VMs
     * @param includeGpuInfo the same for GPUs
     */
    @GetMapping("/aggregates/{gpuType}")
    @Operation(operationId = "listPools", summary = "List the pools of a GPU type")
    @ResponseSchema(Fleet.TypePools.class)
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<byte[]> pools(
            @PathVariable String gpuType,
            @RequestParam(required = false) @Nullable Boolean columns,
            @RequestParam(name = "summary_only", required = false) @Nullable Boolean summaryOnly,
            @RequestParam(name = "include_vms", required = false) @Nullable Boolean includeVms,
            @RequestParam(name = "include_gpu_info", required = false) @Nullable Boolean includeGpuInfo,
            ServletWebRequest request) {
        if (Boolean.TRUE.equals(summaryOnly)) {
            return answers.answer(
                    request,
                    "summary/" + gpuType,
                    fleet -> known(fleet, gpuType).summary(gpuType));
        }
        var both = !Boolean.FALSE.equals(columns);
        return answers.answer(
                request,
                (both ? "aggregates/" : "pools/") + gpuType,
                fleet -> known(fleet, gpuType).pools(gpuType, both));
    }

    /**
     * The hosts of every type that are out of stock, as the former tool listed them; {@code /api/out-of-stock} says more.
     *
     * @param summaryOnly taken from scripts of the former tool, and without effect, as there
     * @param includeVms taken, without effect, as the one before
     * @param includeGpuInfo taken, without effect, as the two before
     */
    @GetMapping("/aggregates/outofstock")
    @Operation(
            operationId = "listFormerOutOfStock",
            summary = "List hosts that are out of stock, as the former tool did")
    @ResponseSchema(Fleet.TypePools.class)
    ResponseEntity<byte[]> formerOutOfStock(
            @RequestParam(name = "summary_only", required = false) @Nullable Boolean summaryOnly,
            @RequestParam(name = "include_vms", required = false) @Nullable Boolean includeVms,
            @RequestParam(name = "include_gpu_info", required = false) @Nullable Boolean includeGpuInfo,
            ServletWebRequest request) {
        return answers.answer(request, "former-out-of-stock", Fleet::formerOutOfStock);
    }

    /**
     * One pool with its hosts, or one column of the former tool.
     *
     * @param pool its name, or {@code ondemand}, {@code runpod}, {@code spot}, {@code contracts} or {@code outofstock}
     */
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
                        .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                                "There is no pool %s for %s. GET /api/aggregates/%2$s lists the pools."
                                        .formatted(pool, gpuType))));
    }

    /**
     * The contracts of that type with their hosts; beside them the list of the former tool.
     *
     * @param gpuType a type from {@code /api/gpu-types}, or {@code unclassified} for an unknown type; the same for pools
     * @param columns false to leave out the former tool's list
     */
    @GetMapping("/contract-aggregates/{gpuType}")
    @Operation(operationId = "listContracts", summary = "List the contracts of a GPU type")
    @ResponseSchema(Fleet.TypeContracts.class)
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<byte[]> contracts(
            @PathVariable String gpuType,
            @RequestParam(required = false) @Nullable Boolean columns,
            ServletWebRequest request) {
        var both = !Boolean.FALSE.equals(columns);
        return answers.answer(
                request,
                (both ? "contract-aggregates/" : "contracts-of/") + gpuType,
                fleet -> known(fleet, gpuType).contracts(gpuType, both));
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
