package io.spotmanager.gateway.fleet;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.openapi.ResponseSchema;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.log.LoginRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The VMs of one host. */
@RestController
@Tag(name = "Fleet")
class HostVmsController {
    /**
     * PostgreSQL renders this document.
     *
     * @param count how many VMs there are
     */
    record HostVms(long generation, String hostname, int gpuUsed, int gpuCapacity, int count, List<Vm> vms) {}

    /**
     * A VM, with the names of the former tool beside ours.
     *
     * @param created when it was created; null if Nova has no time
     * @param formerId the same as {@code id}
     * @param formerName the same as {@code name}
     * @param formerStatus the same as {@code status}
     * @param formerFlavor the same as {@code flavor}
     * @param formerProject the same as {@code project_id}
     * @param formerCreated the same as {@code created}; N/A if Nova has no time
     * @param formerUpdated always N/A, as it is not read
     * @param formerImage always N/A, as it is not read
     * @param formerUser always N/A, as it is not read
     */
    record Vm(
            String id,
            String name,
            String status,
            @JsonUnwrapped Size size,
            String projectId,
            @Nullable String project,
            @Nullable Instant created,
            @JsonProperty("ID") String formerId,
            @JsonProperty("Name") String formerName,
            @JsonProperty("Status") String formerStatus,
            @JsonProperty("Flavor") String formerFlavor,
            @JsonProperty("Project") String formerProject,
            @JsonProperty("Created") String formerCreated,
            @JsonProperty("Updated") String formerUpdated,
            @JsonProperty("Image") String formerImage,
            @JsonProperty("User") String formerUser) {}

    /** @param gpus number of GPUs */
    record Size(String flavor, int gpus) {}

    private final HostRepository hosts;
    private final LoginRecord record;

    HostVmsController(HostRepository hosts, LoginRecord record) {
        this.record = record;
        this.hosts = hosts;
    }

    /** The VMs of a host in the snapshot, with the GPUs of each. */
    @GetMapping("/api/host-vms/{host}")
    @Operation(operationId = "listHostVms", summary = "List the VMs of a host")
    @ResponseSchema(HostVms.class)
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<String> vms(@PathVariable String host, Authentication user) {
        record.vmsRead(user, host);
        return hosts.vmDocument(host)
                .map(body -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body))
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "The snapshot has no host %s. Names are case-sensitive; GET /api/search?q=%1$s finds similar ones."
                                .formatted(host)));
    }
}
