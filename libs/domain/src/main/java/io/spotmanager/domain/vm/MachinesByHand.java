package io.spotmanager.domain.vm;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The registry of an installation that does not call RunPod: a person does in its console what would be asked of it, and says so. */
public record MachinesByHand() implements MachineRegistry {
    /** Begins each sentence that asks a person. */
    public static final String NOT_CALLED = "RunPod is not called here (RUNPOD_BY_HAND), and nothing of it is read.";

    @Override
    public boolean isByHand() {
        return true;
    }

    @Override
    public CloudResult<List<Machine>> machines() {
        return notCalled();
    }

    @Override
    public CloudResult<List<Machine>> named(String name) {
        return notCalled();
    }

    @Override
    public CloudResult<Machine> add(String name) {
        return notCalled();
    }

    @Override
    public CloudResult<Accepted> remove(String id) {
        return notCalled();
    }

    @Override
    public CloudResult<InstallCertificate> installCertificate(String machineId) {
        return notCalled();
    }

    @Override
    public String preview(Function<MachineRegistry, CloudResult<?>> call) {
        return "# a person, in RunPod's console";
    }

    @Override
    public MachineRegistry recordingTo(Consumer<ExternalCall> journal) {
        return this;
    }

    private static <T> CloudResult<T> notCalled() {
        return new NotSent<>(NOT_CALLED);
    }
}
