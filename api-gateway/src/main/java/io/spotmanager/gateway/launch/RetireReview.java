package io.spotmanager.gateway.launch;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.Pool;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.gateway.approvals.CommandReview;
import io.spotmanager.gateway.approvals.ReviewedPreview;
import io.spotmanager.gateway.approvals.ReviewedPreview.Line;
import io.spotmanager.gateway.approvals.ReviewedTenants;
import io.spotmanager.workflow.operation.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How retirements are looked at that may need a second person. */
@Component
class RetireReview implements CommandReview {
    private final HostRepository hosts;
    private final PoolRepository pools;
    private final PoolNaming naming;
    private final RetirePreviews previews;

    RetireReview(HostRepository hosts, PoolRepository pools, PoolNaming naming, RetirePreviews previews) {
        this.hosts = hosts;
        this.pools = pools;
        this.naming = naming;
        this.previews = previews;
    }

    @Override
    public String kind() {
        return RetireController.KIND;
    }

    @Override
    public List<String> contracts(Command command) {
        var host = retirement(command).hostname();
        return pools.all().stream()
                .filter(pool -> pool.hosts().contains(host))
                .map(PoolRepository.Members::name)
                .filter(name -> naming.read(name).filter(Pool::isContract).isPresent())
                .toList();
    }

    @Override
    public @Nullable String vms(Command command) {
        var host = retirement(command).hostname();
        var found = hosts.vms(host).size() + hosts.hiddenTenants(host).size();
        return found == 0 ? null : "%s has %d VMs or other tenants.".formatted(host, found);
    }

    @Override
    public ReviewedPreview preview(Command command) {
        var retirement = retirement(command);
        var looked = previews.look(retirement);
        var preview = looked.preview();
        return new ReviewedPreview(
                preview.allowed(),
                preview.checks(),
                preview.steps().stream()
                        .map(step -> new Line(step.title(), step.command()))
                        .toList(),
                ReviewedTenants.of(looked.tenants()),
                null);
    }

    private static RetireRequest retirement(Command command) {
        return Json.MAPPER.treeToValue(command.request(), RetireRequest.class);
    }
}
