package io.spotmanager.gateway.launch;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.questions.AdoptAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each place says of the VM of a host that no launch made.
 *
 * @param allowed whether the VM may be taken over, as far as Hyperstack and Nova say
 * @param hyperstack the VMs with the name of the host
 * @param nova the servers with the name of the host
 * @param runpod how the machine is found, which only launch workers can read
 */
record AdoptPreview(
        boolean allowed, List<Check> checks, List<HyperstackVm> hyperstack, List<Server> nova, String runpod) {
    /** A VM as Hyperstack shows it. */
    record HyperstackVm(
            long id,
            String name,
            @Nullable String status,
            @Nullable String environment,
            @Nullable String flavor,
            @Nullable String fixedIp,
            List<String> labels,
            @Nullable Instant createdAt) {
        private static HyperstackVm of(Vm vm) {
            return new HyperstackVm(
                    vm.id(),
                    vm.name(),
                    vm.condition().status(),
                    vm.environment(),
                    vm.flavor(),
                    vm.condition().fixedIp(),
                    vm.labels(),
                    vm.createdAt());
        }
    }

    /** A server as Nova shows it. */
    record Server(
            String id,
            String name,
            String status,
            @Nullable String host,
            List<String> addresses,
            @Nullable Instant createdAt) {
        private static Server of(NovaServer server) {
            return new Server(
                    server.id(),
                    server.name(),
                    server.state().status(),
                    server.state().host(),
                    server.addresses(),
                    server.created());
        }
    }

    static AdoptPreview of(String host, AdoptAnswer answer) {
        return new AdoptPreview(
                answer.checks().stream().allMatch(Check::allows),
                answer.checks(),
                answer.vms().stream().map(HyperstackVm::of).toList(),
                answer.servers().stream().map(Server::of).toList(),
                "Only launch workers have RunPod's key. Look in RunPod's console for the machine of this VM (the former tool named it %s), and give its id as machine_id; leave that empty if there is none. The worker refuses if RunPod shows otherwise."
                        .formatted(host));
    }
}
