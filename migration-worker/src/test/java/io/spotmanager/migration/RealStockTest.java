package io.spotmanager.migration;

import static io.spotmanager.domain.pool.Acknowledgement.ALLOCATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.pool.DrainRequest;
import io.spotmanager.domain.pool.PlaceRequest;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.pool.ServiceMark;
import io.spotmanager.domain.pool.WithdrawRequest;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** An empty host is withdrawn, placed and drained on a real Nova and placement with the seeded fleet, and ends where it was. */
@EnabledIfEnvironmentVariable(named = "OS_AUTH_URL", matches = ".+")
class RealStockTest {
    private static final PoolNaming NAMING = PoolNaming.STANDARD;

    private final OpenStackCloud cloud =
            OpenStackCloud.connect(OpenStackSettings.from(System::getenv), Clock.systemUTC());
    private final StockWorkflows workflows = new StockWorkflows(
            cloud, NAMING, FleetSettings.STANDARD.types(), StepDialogue.SETTLE, InstantSource.system());
    private String host = "";
    private String pool = "";

    @BeforeEach
    void an_empty_host_of_a_pool() {
        for (var aggregate : read(cloud.aggregates())) {
            for (var each : NAMING.read(aggregate.name()).isPresent() ? aggregate.hosts() : List.<String>of()) {
                if (service(each).enabled()
                        && !read(cloud.tenantsOn(each)).inUse()
                        && pools(each).size() == 1) {
                    host = each;
                    pool = aggregate.name();
                    return;
                }
            }
        }
        throw new AssertionError("the seeded fleet has no empty host in one pool");
    }

    @Test
    void a_host_is_closed_and_withdrawn_and_placed_where_it_was_and_opened() {
        withdraw();
        assertThat(pools(host)).isEmpty();
        assertThat(ServiceMark.of(service(host)).map(ServiceMark::reason)).contains("new fans");

        run(PlaceTable.WORKFLOW, new PlaceRequest(host, pool, Set.of(ALLOCATIONS)), StockState.SUCCEEDED);
        assertThat(pools(host)).containsExactly(pool);
        assertThat(service(host).enabled()).isTrue();
    }

    private void withdraw() {
        run(
                WithdrawTable.WORKFLOW,
                new WithdrawRequest(host, pool, true, "new fans", Set.of(ALLOCATIONS)),
                StockState.SUCCEEDED);
    }

    @Test
    void a_drained_host_is_opened_again() {
        run(DrainTable.WORKFLOW, drain(null), DrainState.SUCCEEDED);
        assertThat(pools(host)).isEmpty();
        assertThat(service(host).enabled()).isTrue();

        run(PlaceTable.WORKFLOW, new PlaceRequest(host, pool, Set.of(ALLOCATIONS)), StockState.SUCCEEDED);
        assertThat(pools(host)).containsExactly(pool);
    }

    private DrainRequest drain(@Nullable String target) {
        return new DrainRequest(
                host, pool, target, Instant.now().plus(Duration.ofHours(1)), "wanted", false, Set.of(ALLOCATIONS));
    }

    private void run(String workflow, Object request, Enum<?> end) {
        var stage = new WorkflowTestEnvironment(workflow);
        try {
            var usual = switch (workflow) {
                case WithdrawTable.WORKFLOW -> workflows.withdrawal();
                case PlaceTable.WORKFLOW -> workflows.placement();
                default -> workflows.drain();
            };
            stage.accepted(host, request, usual).goesOnAsFarAsItCan().isIn(end);
        } finally {
            stage.close();
        }
    }

    private ComputeService service(String name) {
        return read(cloud.computeService(name)).orElseThrow();
    }

    private List<String> pools(String name) {
        return read(cloud.aggregates()).stream()
                .filter(aggregate -> aggregate.holds(name))
                .map(Aggregate::name)
                .filter(each -> NAMING.read(each).isPresent())
                .toList();
    }

    private static <T> T read(CloudResult<T> answer) {
        return answer.found().orElseThrow(() -> new AssertionError(answer.problem()));
    }
}
