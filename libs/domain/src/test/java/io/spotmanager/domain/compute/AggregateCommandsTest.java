package io.spotmanager.domain.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the history and the previews show can be done by hand. */
class AggregateCommandsTest {
    @Test
    void a_host_enters_and_leaves_a_pool_by_the_usual_commands() {
        assertThat(AggregateCommands.addHost("L40-n3", "gpu-1")).isEqualTo("openstack aggregate add host L40-n3 gpu-1");
        assertThat(AggregateCommands.removeHost("L40-n3", "gpu-1"))
                .isEqualTo("openstack aggregate remove host L40-n3 gpu-1");
    }

    @Test
    void a_host_is_closed_with_its_reason_and_opened() {
        assertThat(AggregateCommands.disableService("gpu-1", "new fans"))
                .isEqualTo("openstack compute service set --disable --disable-reason 'new fans' gpu-1 nova-compute");
        assertThat(AggregateCommands.enableService("gpu-1"))
                .isEqualTo("openstack compute service set --enable gpu-1 nova-compute");
    }

    @Test
    void the_hosts_of_an_aggregate_keep_their_order() {
        assertThat(HostNames.of(List.of("gpu-2", "gpu-1"))).containsExactly("gpu-2", "gpu-1");
        assertThat(HostNames.of(List.of("gpu-2", "gpu-1")).contains("gpu-1")).isTrue();
        assertThat(HostNames.of(List.of("gpu-2", "gpu-1")).contains("gpu-3")).isFalse();
    }
}
