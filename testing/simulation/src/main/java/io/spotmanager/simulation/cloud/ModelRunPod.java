package io.spotmanager.simulation.cloud;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.InstallCertificate;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.MachineRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** RunPod as a launch sees it: it takes every name twice. */
public record ModelRunPod(ModelVms vms, Wire wire, Duration window, Consumer<ExternalCall> journal)
        implements MachineRegistry {
    @Override
    public CloudResult<List<Machine>> machines() {
        return wire.read("lists the machines", journal, () -> new Ok<>(vms.machines()));
    }

    @Override
    public CloudResult<List<Machine>> named(String name) {
        return machines()
                .map(all ->
                        all.stream().filter(each -> each.name().equals(name)).toList());
    }

    @Override
    public CloudResult<Machine> add(String name) {
        return wire.change("adds the machine", window, journal, () -> new Ok<>(vms.register(name)));
    }

    @Override
    public CloudResult<Accepted> remove(String id) {
        return wire.change(
                "removes the machine",
                window,
                journal,
                () -> vms.unregister(id) ? new Ok<>(new Accepted()) : new Rejected<>(404, "Machine not found"));
    }

    @Override
    public CloudResult<InstallCertificate> installCertificate(String machineId) {
        return wire.read(
                "reads the certificate",
                journal,
                () -> vms.hasMachine(machineId)
                        ? new Ok<>(new InstallCertificate("certificate"))
                        : new Rejected<>(404, "Machine not found"));
    }

    @Override
    public String preview(Function<MachineRegistry, CloudResult<?>> call) {
        throw new UnsupportedOperationException("no step previews a call");
    }

    @Override
    public MachineRegistry recordingTo(Consumer<ExternalCall> another) {
        return new ModelRunPod(vms, wire, window, journal.andThen(another));
    }
}
