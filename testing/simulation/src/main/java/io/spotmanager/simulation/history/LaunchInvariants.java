package io.spotmanager.simulation.history;

import io.spotmanager.domain.launch.LaunchNames;
import io.spotmanager.domain.launch.RetireAndMoveRequest;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.launch.adopt.AdoptVmTable;
import io.spotmanager.launch.firewall.AttachFirewallTable;
import io.spotmanager.launch.retire.RetireTable;
import io.spotmanager.launch.vm.LaunchTable;
import io.spotmanager.simulation.cloud.ModelVms;
import java.util.ArrayList;
import java.util.List;

/** What must hold of VMs, machines, interfaces and firewalls. */
final class LaunchInvariants {
    private LaunchInvariants() {}

    /** Returns a sentence for each that does not hold. */
    static List<String> violations(List<Ended> operations, ModelVms world) {
        var violations = new ArrayList<String>();
        world.detached().forEach(what -> violations.add("somebody's firewall was detached: " + what));
        operations.stream()
                .filter(operation -> operation.kind().equals(LaunchTable.WORKFLOW))
                .forEach(operation -> ofOne(operation, world, violations));
        operations.stream()
                .filter(operation -> operation.kind().equals(RetireTable.WORKFLOW)
                        || operation.kind().equals(RetireAndMoveRequest.KIND))
                .forEach(operation -> ofRetirement(operation, world, violations));
        operations.stream()
                .filter(operation -> operation.kind().equals(AttachFirewallTable.WORKFLOW))
                .filter(operation -> operation.state().equals("SUCCEEDED"))
                .filter(operation -> !world.isGuarded(operation.subject()))
                .forEach(operation -> violations.add("the VM lacks a firewall: " + operation));
        operations.stream()
                .filter(operation -> operation.kind().equals(AdoptVmTable.WORKFLOW))
                .filter(operation -> operation.state().equals("REJECTED"))
                .forEach(operation -> violations.add("nothing stood against it: " + operation));
        return violations;
    }

    private static void ofRetirement(Ended operation, ModelVms world, List<String> violations) {
        var vms = world.vms().stream()
                .filter(vm -> vm.name().equals(operation.subject()))
                .count();
        var machines = world.machines().stream()
                .filter(machine -> machine.name().startsWith(operation.subject()))
                .count();
        switch (operation.state()) {
            case "SUCCEEDED", "RETIRED" -> {
                none("VM", vms, operation, violations);
                none("machine", machines, operation, violations);
            }
            case "ROLLED_BACK", "REJECTED", "CANCELLED" -> {
                exactlyOne("VM", vms, operation, violations);
                exactlyOne("machine", machines, operation, violations);
            }
            default -> {
                // what was adopted or waits for a person may be there or not
            }
        }
    }

    private static void ofOne(Ended operation, ModelVms world, List<String> violations) {
        var names = new LaunchNames(operation.subject(), operation.id().toString());
        var vms = world.vms().stream()
                .filter(vm -> vm.labels().contains(names.label()))
                .toList();
        var machines = world.machines().stream()
                .filter(machine -> machine.name().equals(names.machine()))
                .count();
        atMostOne("VM", vms.size(), operation, violations);
        atMostOne("machine", machines, operation, violations);
        for (var vm : vms) {
            atMostOne("interface", interfaces(vm, world), operation, violations);
        }
        switch (operation.state()) {
            case "SUCCEEDED" -> {
                exactlyOne("VM", vms.size(), operation, violations);
                exactlyOne("machine", machines, operation, violations);
                vms.forEach(vm -> exactlyOne("interface", interfaces(vm, world), operation, violations));
            }
            case "ROLLED_BACK", "REJECTED", "CANCELLED" -> {
                none("VM", vms.size(), operation, violations);
                none("machine", machines, operation, violations);
            }
            default -> {
                // what was adopted or waits for a person may be there or not
            }
        }
    }

    private static int interfaces(Vm vm, ModelVms world) {
        return world.interfaces("server-" + vm.id()).size();
    }

    private static void atMostOne(String what, long number, Ended operation, List<String> violations) {
        if (number > 1) {
            violations.add("%d of what should be one %s: %s".formatted(number, what, operation));
        }
    }

    private static void exactlyOne(String what, long number, Ended operation, List<String> violations) {
        if (number == 0) {
            violations.add("no %s, though it ended as %s".formatted(what, operation));
        }
    }

    private static void none(String what, long number, Ended operation, List<String> violations) {
        if (number > 0) {
            violations.add("a %s is left, though it ended as %s".formatted(what, operation));
        }
    }
}
