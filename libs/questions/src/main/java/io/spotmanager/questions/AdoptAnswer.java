package io.spotmanager.questions;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.Vm;
import java.util.List;

/**
 * What Hyperstack and Nova show under the name of a host, and whether an administrator may take it over. RunPod is read by the launch
 * worker alone.
 */
public record AdoptAnswer(List<Check> checks, List<Vm> vms, List<NovaServer> servers) {
    public AdoptAnswer {
        checks = List.copyOf(checks);
        vms = List.copyOf(vms);
        servers = List.copyOf(servers);
    }
}
