package io.spotmanager.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.PlaceRequest;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.pool.ServiceMark;
import io.spotmanager.domain.pool.WithdrawRequest;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A host is withdrawn and placed again in the simulated Nova, which answers as a real one did. */
class StockOverHttpTest {
    private static final String POOL = "L40-n3-spot";

    @Test
    void a_host_is_closed_and_leaves_its_pool_and_is_opened_again_in_another() {
        try (var nova = new SimulatedNova()) {
            var host = nova.emptyHostOf(POOL);
            var cloud = nova.client(Duration.ofSeconds(5));
            var workflows = new StockWorkflows(
                    cloud,
                    PoolNaming.STANDARD,
                    FleetSettings.STANDARD.types(),
                    StepDialogue.SETTLE,
                    InstantSource.system());

            var withdrawing = new WorkflowTestEnvironment(WithdrawTable.WORKFLOW);
            var withdrawal = withdrawing
                    .accepted(host, new WithdrawRequest(host, POOL, true, "new fans", Set.of()), workflows.withdrawal())
                    .goesOnAsFarAsItCan()
                    .isIn(StockState.SUCCEEDED);
            assertThat(nova.poolsOf(host)).isEmpty();
            assertThat(ServiceMark.of(
                            cloud.computeService(host).found().orElseThrow().orElseThrow()))
                    .contains(new ServiceMark("new fans", withdrawal.id()));
            withdrawing.close();

            var placing = new WorkflowTestEnvironment(PlaceTable.WORKFLOW);
            placing.accepted(host, new PlaceRequest(host, "L40-n3", Set.of()), workflows.placement())
                    .goesOnAsFarAsItCan()
                    .isIn(StockState.SUCCEEDED);
            assertThat(nova.poolsOf(host)).containsExactly("L40-n3");
            assertThat(cloud.computeService(host)
                            .found()
                            .orElseThrow()
                            .orElseThrow()
                            .enabled())
                    .isTrue();
            placing.close();
        }
    }
}
