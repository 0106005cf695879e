package io.spotmanager.migration;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.pool.ServiceMark;
import io.spotmanager.moves.Move;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Nova's service of a host that is placed or withdrawn. Nova knows no condition for a change, so that the service is read right before
 * each: what somebody else disabled is neither enabled nor marked.
 */
record HostService(Move move) {
    /** Reads the service and decides. A host without one cannot be switched: that fails. */
    StepOutcome read(Function<ComputeService, StepOutcome> decide) {
        var reading = service();
        return reading instanceof Ok<ComputeService>(var service) ? decide.apply(service) : unread(reading);
    }

    /** Disables it with the mark of this operation, unless it is disabled: what somebody else disabled keeps its reason. */
    StepOutcome close(String reason) {
        return read(now -> {
            if (now.enabled()) {
                return disable(new ServiceMark(reason, operation()).text(), new StepOutcome.Done());
            }
            return isOurs(now)
                    ? new StepOutcome.Done()
                    : new StepOutcome.Skipped(
                            "the service is disabled already (%s) and stays as it is".formatted(reason(now)));
        });
    }

    /** Enables it if this very operation disabled it. */
    StepOutcome open(StepOutcome success) {
        return read(now -> isOurs(now) ? enable(success) : success);
    }

    /** True if this very operation disabled it. */
    boolean isOurs(ComputeService service) {
        return ServiceMark.of(service)
                .filter(mark -> mark.operation().equals(operation()))
                .isPresent();
    }

    private UUID operation() {
        return move.calls().context().operationId();
    }

    StepOutcome disable(String reason, StepOutcome success) {
        return change(() -> move.nova().disableService(move.request().host(), reason), now -> !now.enabled(), success);
    }

    StepOutcome enable(StepOutcome success) {
        return change(() -> move.nova().enableService(move.request().host()), ComputeService::enabled, success);
    }

    private StepOutcome change(
            Supplier<CloudResult<ComputeService>> call, Predicate<ComputeService> achieved, StepOutcome success) {
        var answer = move.calls().guarded(call);
        return answer instanceof Ok<ComputeService>(var changed) && achieved.test(changed)
                ? success
                : move.confirmByReading(
                        answer,
                        this::service,
                        achieved,
                        now -> "the service is " + (now.enabled() ? "enabled" : "disabled"),
                        success);
    }

    private CloudResult<ComputeService> service() {
        var host = move.request().host();
        return move.nova()
                .computeService(host)
                .then(found -> found.<CloudResult<ComputeService>>map(Ok::new)
                        .orElseGet(() -> new CloudResult.Rejected<>(404, "Nova has no compute host " + host)));
    }

    private StepOutcome unread(CloudResult<ComputeService> reading) {
        return reading.notFound()
                ? new StepOutcome.Failed("Nova has no compute host %s any more."
                        .formatted(move.request().host()))
                : move.unread(reading);
    }

    /** Who disabled it and why, for a sentence. */
    static String reason(ComputeService service) {
        return service.disabledReason() == null ? "without a reason" : service.disabledReason();
    }
}
