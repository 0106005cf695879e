package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.Project;
import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.fleet.ServerState;
import io.spotmanager.simulator.fleet.Timeline;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Changes VMs after a call was answered; each change checks the status that it expects. */
final class Lifecycle {

    private final Account account;
    private final Fleet fleet;
    private final Timeline timeline;
    private final Time time;
    private final Consumer<String> firstStarts;

    Lifecycle(Account account, Fleet fleet, Timeline timeline, Time time, Consumer<String> firstStarts) {
        this.firstStarts = firstStarts;
        this.account = account;
        this.fleet = fleet;
        this.timeline = timeline;
        this.time = time;
    }

    /** Plans the changes of a new VM, with the side effects that the script wants for its request. */
    void begin(Vm vm, Request request) {
        Instant now = time.now();
        request.sideEffectFault("late-error").ifPresent(delay -> timeline.plan(now.plus(delay), () -> fail(vm.id())));
        if (request.sideEffectFault("never-completes").isEmpty()) {
            Instant at = now.plus(Timings.millis(timings().creating()));
            timeline.plan(at, () -> place(vm, request, at));
        }
    }

    /** Plans the end of a VM that is DELETING. */
    void end(Vm vm, Request request) {
        if (request.sideEffectFault("never-completes").isEmpty()) {
            timeline.plan(time.now().plus(Timings.millis(timings().deleting())), () -> remove(vm.id()));
        }
    }

    /** Plans the end of a reboot. */
    void reboot(long id) {
        timeline.plan(
                time.now().plus(Timings.millis(timings().creating())),
                () -> account.vms().change(id, VmStatus.HARD_REBOOT, vm -> vm.with(VmStatus.ACTIVE)));
    }

    private void place(Vm vm, Request request, Instant at) {
        if (account.vms().change(vm.id(), VmStatus.CREATING, old -> old).isEmpty()) {
            return;
        }
        Optional<String> host = Placement.choose(
                fleet.state(), vm.order(), request.sideEffectFault("wrong-host").isPresent());
        ServerState state = host.isPresent() ? ServerState.BUILD : ServerState.ERROR;
        VmStatus status = host.isPresent() ? VmStatus.BUILD : VmStatus.ERROR;
        Server.Birth birth = new Server.Birth(UUID.randomUUID().toString(), 0, vm.name(), at);
        Server server = fleet.boot(birth, tenant(), vm.order().offer().flavor(), host.orElse(null), state);
        account.vms().change(vm.id(), VmStatus.CREATING, old -> old.with(status).onServer(server.id()));
        Instant built = at.plus(Timings.millis(timings().build()))
                .plus(request.sideEffectFault("slow-build").orElse(Duration.ZERO));
        timeline.plan(built, () -> finish(vm.id(), request, built));
    }

    private void finish(long id, Request request, Instant at) {
        account.vms().change(id, VmStatus.BUILD, Lifecycle::running).ifPresent(vm -> {
            turn(vm, ServerState.ACTIVE);
            Duration wait = request.sideEffectFault("late-address")
                    .orElse(Timings.millis(timings().address()));
            timeline.plan(at.plus(wait), () -> account.vms().change(id, VmStatus.ACTIVE, Lifecycle::withPublicAddress));
            if (request.sideEffectFault("never-joins").isEmpty()) {
                timeline.plan(at.plus(Timings.millis(timings().joining())), () -> firstStart(id));
            }
        });
    }

    private void firstStart(long id) {
        account.vms()
                .find(id)
                .filter(vm -> vm.status() == VmStatus.ACTIVE)
                .ifPresent(vm -> firstStarts.accept(vm.order().userData()));
    }

    private void fail(long id) {
        for (VmStatus from : VmStatus.values()) {
            if (from != VmStatus.DELETING) {
                account.vms()
                        .change(id, from, vm -> vm.with(VmStatus.ERROR))
                        .ifPresent(vm -> turn(vm, ServerState.ERROR));
            }
        }
    }

    private void remove(long id) {
        account.vms().find(id).ifPresent(vm -> {
            Optional.ofNullable(vm.serverId()).ifPresent(fleet::delete);
            account.firewalls().forget(id);
            account.vms().remove(id);
        });
    }

    private void turn(Vm vm, ServerState state) {
        Optional.ofNullable(vm.serverId()).ifPresent(server -> fleet.turn(server, state));
    }

    private Timings timings() {
        return account.timings().get();
    }

    /** All VMs run in one project of the cloud. */
    private Project tenant() {
        return fleet.state().projects().getLast();
    }

    private static Vm running(Vm vm) {
        String floating = vm.order().access().floatingIp() ? "ATTACHING" : null;
        return vm.with(VmStatus.ACTIVE).with(new Vm.Addresses(address("10.0", vm), null, floating));
    }

    private static Vm withPublicAddress(Vm vm) {
        return vm.order().access().floatingIp()
                ? vm.with(new Vm.Addresses(vm.addresses().fixed(), address("203.0", vm), "ATTACHED"))
                : vm;
    }

    private static String address(String prefix, Vm vm) {
        return "%s.%d.%d".formatted(prefix, vm.id() / 250 % 250, vm.id() % 250 + 1);
    }
}
