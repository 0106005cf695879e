package io.spotmanager.gateway.launch;

import io.spotmanager.domain.pool.Pool;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.fleet.read.PoolRepository;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the rules of approvals ask of the host of a launch or a retirement, as the snapshot shows it. */
@Component
class ReviewedHosts {
    private final HostRepository hosts;
    private final PoolRepository pools;
    private final PoolNaming naming;

    ReviewedHosts(HostRepository hosts, PoolRepository pools, PoolNaming naming) {
        this.hosts = hosts;
        this.pools = pools;
        this.naming = naming;
    }

    /** The contracts that the host is in, by name. */
    List<String> contracts(String host) {
        return pools.all().stream()
                .filter(pool -> pool.hosts().contains(host))
                .map(PoolRepository.Members::name)
                .filter(name -> naming.read(name).filter(Pool::isContract).isPresent())
                .toList();
    }

    /** Those of the pools that are contracts. */
    List<String> contractsAmong(String... names) {
        return Stream.of(names)
                .filter(name -> naming.read(name).filter(Pool::isContract).isPresent())
                .toList();
    }

    /** How many tenants the host has, as a sentence; null if it has none. */
    @Nullable
    String vms(String host) {
        var found = hosts.vms(host).size() + hosts.hiddenTenants(host).size();
        return found == 0 ? null : "%s has %d VMs or other tenants.".formatted(host, found);
    }
}
