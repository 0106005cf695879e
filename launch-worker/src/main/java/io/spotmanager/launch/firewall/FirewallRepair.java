package io.spotmanager.launch.firewall;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.launch.FirewallRules;
import io.spotmanager.domain.launch.Regions;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.VmProvider;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The steps of attaching a firewall to a VM that lacks it.
 *
 * @param vms records its calls in the operation's history
 * @param within the longest wait for Hyperstack to show what it was asked for
 */
record FirewallRepair(VmProvider vms, Regions regions, ExternalCalls calls, Duration within) {
    private static final String VM = "vm_id";

    /** The fact that names the firewalls that the VM had before anything was asked for. */
    private static final String BEFORE = "firewalls_before";

    private AttachFirewallRequest request() {
        return calls.context().request(AttachFirewallRequest.class);
    }

    /** Notes which VM it is and what it has: neither may be another one afterwards. */
    StepOutcome validate() {
        var request = request();
        var reading = FirewallRules.read(vms, request);
        if (!(reading instanceof Ok(var seen))) {
            return calls.unread("Hyperstack", reading);
        }
        var against = FirewallRules.check(request, regions.of(request.hostname()), seen).stream()
                .filter(check -> !check.allows())
                .map(Check::text)
                .collect(joining(" "));
        if (!against.isEmpty()) {
            return new StepOutcome.Failed(against);
        }
        var vm = FirewallRules.vm(seen.vms(), request).orElseThrow().id();
        var all = vms.firewalls(vm);
        if (!(all instanceof Ok(var firewalls))) {
            return calls.unread("Hyperstack's firewalls", all);
        }
        return new StepOutcome.Done(Map.of(VM, vm, BEFORE, words(FirewallRules.behind(firewalls, vm))));
    }

    StepOutcome attach() {
        return new FirewallAttachment(calls, within, vms).attach(vm(), request().firewallId());
    }

    /** A list is replaced as a whole, so what the VM had is looked at again, besides what it was to get. */
    StepOutcome verify() {
        var reading = vms.firewalls(vm());
        if (!(reading instanceof Ok(var firewalls))) {
            return calls.unread("Hyperstack's firewalls", reading);
        }
        var shown = FirewallRules.behind(firewalls, vm());
        var lost = before().stream().filter(each -> !shown.contains(each)).toList();
        if (!lost.isEmpty()) {
            return missing(
                    "The VM %d had the firewalls %s before, and Hyperstack does not show it behind %s now"
                            .formatted(vm(), before(), lost),
                    "Attach what it still needs in Hyperstack's console and retry, or adopt what is there.");
        }
        if (shown.contains(request().firewallId())) {
            return new StepOutcome.Done(Map.of("firewalls", words(shown)));
        }
        return attachedByItself();
    }

    /** A list leaves out what it cannot read. */
    private StepOutcome attachedByItself() {
        var wanted = request().firewallId();
        var reading = vms.firewall(wanted);
        if (!(reading instanceof Ok(var firewall))) {
            return calls.unread("Hyperstack's firewall " + wanted, reading);
        }
        return firewall.filter(found -> found.guards(vm())).isPresent()
                ? new StepOutcome.Done()
                : missing(
                        "Hyperstack does not show the VM %d behind the firewall %d".formatted(vm(), wanted),
                        "A retry attaches it.");
    }

    private StepOutcome missing(String what, String wayOut) {
        return calls.pollUntil(within, what) instanceof StepOutcome.WaitUntil wait
                ? wait
                : new StepOutcome.NeedsOperator(what + ". " + wayOut);
    }

    /** A VM that is gone is adopted as such, or nothing would ever end this. */
    StepOutcome adopt() {
        return calls.lateEffects("an earlier request for the firewall may still be carried out")
                .orElseGet(this::whatIsThere);
    }

    private StepOutcome whatIsThere() {
        var known = vm();
        var atHyperstack = vms.vm(known);
        if (!(atHyperstack instanceof Ok(var vm))) {
            return calls.unread("Hyperstack's VM " + known, atHyperstack);
        }
        if (vm.isEmpty()) {
            return new StepOutcome.Done(Map.of("adopted", "the VM is gone"));
        }
        var reading = vms.firewalls(known);
        return reading instanceof Ok(var firewalls)
                ? new StepOutcome.Done(Map.of("adopted", "the firewalls " + FirewallRules.behind(firewalls, known)))
                : calls.unread("Hyperstack's firewalls", reading);
    }

    private long vm() {
        return calls.context().facts().path(VM).asLong();
    }

    private List<Long> before() {
        var words = calls.context().facts().path(BEFORE).asString("");
        return words.isEmpty()
                ? List.of()
                : Arrays.stream(words.split(",")).map(Long::valueOf).toList();
    }

    private static String words(List<Long> firewalls) {
        return firewalls.stream().map(String::valueOf).collect(joining(","));
    }
}
