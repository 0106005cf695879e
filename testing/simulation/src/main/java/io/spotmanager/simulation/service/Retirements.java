package io.spotmanager.simulation.service;

import io.spotmanager.domain.launch.AdoptVmRequest;
import io.spotmanager.domain.launch.AdoptedVm;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.launch.RetireAndMoveRequest;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.launch.adopt.AdoptVmTable;
import io.spotmanager.launch.firewall.AttachFirewallTable;
import io.spotmanager.launch.retire.RetireAndMoveTable;
import io.spotmanager.launch.retire.RetireTable;
import io.spotmanager.simulation.cloud.ModelVms;
import io.spotmanager.simulation.cloud.ModelWorld;
import io.spotmanager.simulation.cloud.Wire;
import io.spotmanager.simulation.database.SimulationDatabase;
import io.spotmanager.workflow.machine.WorkflowMachine;
import io.spotmanager.workflow.operation.SucceededOperations;
import java.util.Optional;

/** The workers and commands of retirements, of adoptions before them, and of repairs of firewalls. */
record Retirements(ModelWorld world, SimulationDatabase database) {
    private static final WorkflowMachine RETIREMENTS = WorkflowMachine.of(RetireTable.TABLE, Parts.MACHINES);
    private static final WorkflowMachine MOVING_RETIREMENTS =
            WorkflowMachine.of(RetireAndMoveTable.TABLE, Parts.MACHINES);
    private static final WorkflowMachine FIREWALLS = WorkflowMachine.of(AttachFirewallTable.TABLE, Parts.MACHINES);
    private static final WorkflowMachine ADOPTIONS = WorkflowMachine.of(AdoptVmTable.TABLE, Parts.MACHINES);

    WorkerSlot retirer(Parts parts, Wire wire, int session, int number) {
        return new WorkerSlot(
                parts,
                "retirer " + number,
                session,
                clock -> Launches.retiring(world, wire, this::adopted, clock),
                RETIREMENTS);
    }

    WorkerSlot movingRetirer(Parts parts, Wire wire, int session, int number) {
        return new WorkerSlot(
                parts,
                "moving retirer " + number,
                session,
                clock -> Launches.retiringAndMoving(world, wire, this::adopted, clock),
                MOVING_RETIREMENTS);
    }

    WorkerSlot adopter(Parts parts, Wire wire, int session, int number) {
        return new WorkerSlot(
                parts, "adopter " + number, session, clock -> Launches.adopting(world, wire, clock), ADOPTIONS);
    }

    WorkerSlot firewaller(Parts parts, Wire wire, int session, int number) {
        return new WorkerSlot(
                parts,
                "firewaller " + number,
                session,
                clock -> Launches.attachingFirewalls(world, wire, clock),
                FIREWALLS);
    }

    GatewaySlot.Wish firewall(int number, String host) {
        return new GatewaySlot.Wish(
                number, AttachFirewallTable.WORKFLOW, host, new AttachFirewallRequest(host, ModelVms.FIREWALL, null));
    }

    GatewaySlot.Wish retirement(int number, String host) {
        return new GatewaySlot.Wish(number, RetireTable.WORKFLOW, host, new RetireRequest(host, false, null));
    }

    GatewaySlot.Wish retirementAndMove(int number, MoveRequest move) {
        return new GatewaySlot.Wish(
                number,
                RetireAndMoveRequest.KIND,
                move.host(),
                RetireAndMoveRequest.of(new RetireRequest(move.host(), false, null), move));
    }

    /** By the ids that the clouds have shown from the beginning. */
    GatewaySlot.Wish adoption(int number, String host) {
        var vm = world.vms().vms().getFirst();
        var machine = world.vms().machines().getFirst();
        return new GatewaySlot.Wish(
                number,
                AdoptVmTable.WORKFLOW,
                host,
                new AdoptVmRequest(host, vm.id(), "server-" + vm.id(), machine.id()));
    }

    private Optional<AdoptedVm> adopted(String host) {
        return new SucceededOperations(database.own())
                .latest(AdoptVmTable.WORKFLOW, host, AdoptVmRequest.class)
                .map(adoption -> adoption.request().by(adoption.requestedBy()));
    }
}
