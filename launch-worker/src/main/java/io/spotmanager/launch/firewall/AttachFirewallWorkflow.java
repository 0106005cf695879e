package io.spotmanager.launch.firewall;

import io.spotmanager.domain.launch.Regions;
import io.spotmanager.domain.vm.VmProvider;
import io.spotmanager.launch.settings.LaunchTimeouts;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The table of attaching a firewall with its steps. */
public final class AttachFirewallWorkflow {
    private static final Map<String, Function<FirewallRepair, StepOutcome>> STEPS = Map.of(
            AttachFirewallTable.VALIDATE, FirewallRepair::validate,
            AttachFirewallTable.ATTACH, FirewallRepair::attach,
            AttachFirewallTable.VERIFY, FirewallRepair::verify,
            AttachFirewallTable.ADOPT_FIREWALLS, FirewallRepair::adopt);

    private AttachFirewallWorkflow() {}

    public static Workflow on(VmProvider vms, Regions regions, LaunchTimeouts timeouts, InstantSource clock) {
        return with(
                step -> context -> {
                    var calls = new ExternalCalls(context, timeouts.calls(), clock);
                    return step.apply(new FirewallRepair(
                            vms.recordingTo(calls::record),
                            regions,
                            calls,
                            timeouts.within().firewall()));
                },
                timeouts.lateEffectWindow());
    }

    /**
     * The workflow of a worker that lacks a setting: it puts repairs before a person.
     *
     * @param why what is missing and the setting that would supply it
     * @param lateEffectWindow for the calls of the workers before it
     */
    public static Workflow off(String why, Duration lateEffectWindow) {
        return with(
                _ -> _ -> new StepOutcome.NeedsOperator(
                        "Launches are switched off in the launch worker: %s. Set it, start the worker again and retry."
                                .formatted(why)),
                lateEffectWindow);
    }

    private static Workflow with(
            Function<Function<FirewallRepair, StepOutcome>, Step> steps, Duration lateEffectWindow) {
        var named = new TreeMap<String, Step>();
        STEPS.forEach((name, step) -> named.put(name, steps.apply(step)));
        return new Workflow(
                AttachFirewallTable.TABLE,
                named,
                new AttachFirewallActions(),
                AttachFirewallTitles.TITLES,
                lateEffectWindow);
    }
}
