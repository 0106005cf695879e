package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a real Nova and the simulator have in common while one of the cells cannot be reached. */
abstract class DownCellContract {

    /** In the cell that cannot be reached, with a server on it. */
    static final String LOST = "CA1-ESC8-L40-02";

    /** In a cell that can be reached, and empty. */
    static final String HEALTHY = "US1-H100-04";

    static final List<String> LOST_HOSTS =
            List.of("CA1-ESC8-L40-02", "NO1-ESC8-A100-01", "NO1-ESC8-A100-02", "NO1-ESC8-A100-03");

    abstract OpenStackCloud cloud();

    @Test
    void no_list_of_servers_counts_as_whole() {
        CloudResult<List<Server>> answer = cloud().servers();

        if (answer instanceof Ok<List<Server>>(List<Server> servers)) {
            assertThat(servers).anyMatch(server -> !server.isKnown());
        } else {
            assertThat(answer).isInstanceOf(Indeterminate.class);
            assertThat(answer.readProblem()).contains("cannot reach a cell");
        }
    }

    @Test
    void the_services_name_the_hosts_that_cannot_be_reached() {
        assertThat(cloud().computeServices().found().orElseThrow())
                .filteredOn(service -> !service.known())
                .extracting(ComputeService::host)
                .containsExactlyInAnyOrderElementsOf(LOST_HOSTS);
        assertThat(cloud().computeService(HEALTHY).ok()).isTrue();
    }

    @Test
    void a_host_that_cannot_be_reached_is_unclear_and_not_empty() {
        assertThat(cloud().tenantsOn(LOST).readProblem()).contains("cannot reach the cell of " + LOST);
        assertThat(cloud().computeService(LOST)).isInstanceOf(Indeterminate.class);
        // The list itself is short without a word.
        assertThat(cloud().serversOn(LOST)).isEqualTo(new Ok<List<Server>>(List.of()));
    }

    /** The list itself is short without a word: a filter hides what cannot be reached. */
    @Test
    void a_server_that_is_looked_for_by_its_name_is_unclear_and_not_gone() {
        assertThat(cloud().networks().serversNamed("nobody")).isInstanceOf(Indeterminate.class);
        assertThat(cloud().networks().serversNamed("nobody").readProblem()).contains("cannot reach a cell");
    }

    /** Nova answers 500 for the nodes of all cells, so a process that has never read them cannot ask placement. */
    @Test
    void a_healthy_host_is_unclear_to_a_process_that_never_read_its_compute_node() {
        assertThat(cloud().tenantsOn(HEALTHY)).isInstanceOf(Indeterminate.class);
    }

    @Test
    void soft_deleted_servers_and_migrations_are_short_without_a_word() {
        assertThat(cloud().softDeletedServers().ok()).isTrue();
        assertThat(cloud().migrations().ok()).isTrue();
    }

    @Test
    void aggregates_are_not_stored_in_cells() {
        assertThat(cloud().aggregates().found().orElseThrow()).anyMatch(aggregate -> aggregate.holds(LOST));
    }
}
