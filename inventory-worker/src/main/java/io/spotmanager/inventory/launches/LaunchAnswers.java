package io.spotmanager.inventory.launches;

import io.spotmanager.clouds.launch.LaunchProviders.Connected;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.launch.AdoptRules;
import io.spotmanager.domain.launch.AdoptedVms;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.launch.LaunchInputs;
import io.spotmanager.domain.launch.LaunchPlan;
import io.spotmanager.domain.launch.LaunchReader;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.launch.LaunchRules;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.questions.AdoptAnswer;
import io.spotmanager.questions.FirewallAnswer;
import io.spotmanager.questions.LaunchAnswer;
import io.spotmanager.questions.LaunchTarget;
import io.spotmanager.questions.ProviderVms;
import io.spotmanager.questions.RetireAnswer;
import java.util.List;

/** Answers questions about launches. */
public sealed interface LaunchAnswers {
    /** What the launch would do now, by the launch worker's own rules. */
    CloudResult<LaunchAnswer> of(LaunchRequest launch);

    /** Whose the VM of a host is, and what its retirement would do now. */
    CloudResult<RetireAnswer> of(RetireRequest retirement);

    /** What Hyperstack and Nova show of a VM that an administrator would take over. */
    CloudResult<AdoptAnswer> adoption(String hostname);

    /** What attaching a firewall to a VM would do now, by the launch worker's own rules. */
    CloudResult<FirewallAnswer> of(AttachFirewallRequest request);

    /** The firewall with that id; none if there is none. */
    CloudResult<List<Firewall>> firewall(long id);

    /** Every VM that can be listed, and what could not be read. */
    ProviderVms vms();

    /** Launches are off. */
    record Off(String why) implements LaunchAnswers {
        @Override
        public CloudResult<LaunchAnswer> of(LaunchRequest launch) {
            return new CloudResult.NotSent<>("launches are off at the inventory worker, " + why);
        }

        @Override
        public CloudResult<RetireAnswer> of(RetireRequest retirement) {
            return new CloudResult.NotSent<>("launches are off at the inventory worker, " + why);
        }

        @Override
        public CloudResult<AdoptAnswer> adoption(String hostname) {
            return new CloudResult.NotSent<>("launches are off at the inventory worker, " + why);
        }

        @Override
        public CloudResult<FirewallAnswer> of(AttachFirewallRequest request) {
            return new CloudResult.NotSent<>("launches are off at the inventory worker, " + why);
        }

        @Override
        public CloudResult<List<Firewall>> firewall(long id) {
            return new CloudResult.NotSent<>("launches are off at the inventory worker, " + why);
        }

        @Override
        public ProviderVms vms() {
            return new ProviderVms(
                    List.of(), List.of(), List.of("Hyperstack is not set up: launches are off, %s.".formatted(why)));
        }
    }

    /** Launches are on. */
    record On(Connected providers, LaunchReader reader, LaunchRules rules, AdoptedVms adopted)
            implements LaunchAnswers {
        @Override
        public CloudResult<List<Firewall>> firewall(long id) {
            return providers.vms().firewall(id).map(found -> found.stream().toList());
        }

        @Override
        public CloudResult<AdoptAnswer> adoption(String hostname) {
            return PlannedRetirement.clouds(providers, reader, hostname)
                    .map(seen -> new AdoptAnswer(AdoptRules.check(hostname, seen), seen.vms(), seen.servers()));
        }

        @Override
        public CloudResult<RetireAnswer> of(RetireRequest retirement) {
            return new PlannedRetirement(providers, reader, adopted, retirement).answer();
        }

        @Override
        public CloudResult<FirewallAnswer> of(AttachFirewallRequest request) {
            return new PlannedFirewall(providers, request).answer();
        }

        @Override
        public CloudResult<LaunchAnswer> of(LaunchRequest launch) {
            return reader.read(launch.hostname(), rules.region(launch))
                    .map(inputs -> new LaunchAnswer(
                            rules.check(launch, inputs),
                            rules.plan(launch, inputs)
                                    .map(plan -> target(launch, plan, networks(inputs)))
                                    .orElse(null),
                            inputs.host().tenants()));
        }

        private LaunchTarget target(LaunchRequest launch, LaunchPlan plan, List<Network> networks) {
            return new LaunchTarget(
                    plan.region().name(),
                    plan.region().vm().environment(),
                    plan.flavor(),
                    new PlannedLaunch(providers, launch, plan, networks).steps(),
                    providers.cloudInit().masked(launch.hostname()));
        }

        private static List<Network> networks(LaunchInputs inputs) {
            return inputs.provider()
                    .map(provider -> provider.attachments().networks())
                    .orElse(List.of());
        }

        @Override
        public ProviderVms vms() {
            return switch (providers.vms().all()) {
                case CloudResult.Ok(var vms) ->
                    new ProviderVms(vms, providers.vms().leftOut());
                case CloudResult<?> failed ->
                    new ProviderVms(
                            List.of(), List.of("Hyperstack could not be read: %s.".formatted(failed.readProblem())));
            };
        }
    }
}
