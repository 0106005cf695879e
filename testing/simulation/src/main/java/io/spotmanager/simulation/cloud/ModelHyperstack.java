package io.spotmanager.simulation.cloud;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.CreateVmRequest;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmEnvironment;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.domain.vm.VmKeyPair;
import io.spotmanager.domain.vm.VmProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Hyperstack as a launch sees it, over {@link ModelVms}. */
public record ModelHyperstack(ModelVms vms, Wire wire, Duration window, Consumer<ExternalCall> journal)
        implements VmProvider {
    @Override
    public CloudResult<List<Vm>> named(String name) {
        return wire.read("lists the VMs named " + name, journal, () -> new Ok<>(vms.named(name)));
    }

    @Override
    public CloudResult<List<Vm>> all() {
        return wire.read("lists all VMs", journal, () -> new Ok<>(vms.vms()));
    }

    @Override
    public CloudResult<Vm> create(CreateVmRequest order) {
        return wire.change(
                "creates the VM " + order.name(),
                window,
                journal,
                () -> vms.create(order)
                        .<CloudResult<Vm>>map(Ok::new)
                        .orElseGet(() -> new Rejected<>(409, "already_exist")));
    }

    @Override
    public CloudResult<Optional<Vm>> vm(long id) {
        return wire.read("shows the VM " + id, journal, () -> new Ok<>(vms.vm(id)));
    }

    @Override
    public CloudResult<Accepted> delete(long id) {
        return wire.change(
                "deletes the VM " + id,
                window,
                journal,
                () -> vms.delete(id) ? new Ok<>(new Accepted()) : new Rejected<>(404, "not_found"));
    }

    @Override
    public CloudResult<Accepted> attachFirewalls(long vmId, List<Long> firewallIds) {
        return wire.change(
                "attaches the firewalls %s to the VM %d".formatted(firewallIds, vmId), window, journal, () -> {
                    vms.attachFirewalls(vmId, firewallIds);
                    return new Ok<>(new Accepted());
                });
    }

    @Override
    public CloudResult<Optional<Firewall>> firewall(long id) {
        return wire.read(
                "shows the firewall " + id,
                journal,
                () -> new Ok<>(vms.firewalls().stream()
                        .filter(firewall -> firewall.id() == id)
                        .findFirst()));
    }

    @Override
    public CloudResult<List<Firewall>> firewalls(long vmId) {
        return wire.read("lists the firewalls", journal, () -> new Ok<>(vms.firewalls()));
    }

    @Override
    public CloudResult<List<VmImage>> images(String region) {
        throw onlyInCatalogues();
    }

    @Override
    public CloudResult<List<VmFlavor>> flavors(String region) {
        throw onlyInCatalogues();
    }

    @Override
    public CloudResult<List<VmEnvironment>> environments() {
        throw onlyInCatalogues();
    }

    @Override
    public CloudResult<List<VmKeyPair>> keyPairs() {
        throw onlyInCatalogues();
    }

    private static UnsupportedOperationException onlyInCatalogues() {
        return new UnsupportedOperationException("no step reads this but in a catalogue that is kept");
    }

    @Override
    public String preview(Function<VmProvider, CloudResult<?>> call) {
        throw new UnsupportedOperationException("no step previews a call");
    }

    @Override
    public VmProvider recordingTo(Consumer<ExternalCall> another) {
        return new ModelHyperstack(vms, wire, window, journal.andThen(another));
    }
}
