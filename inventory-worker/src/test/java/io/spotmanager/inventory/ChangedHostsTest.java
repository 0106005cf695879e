package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class ChangedHostsTest {
    private final List<Set<String>> read = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final ChangedHosts hosts = new ChangedHosts(read::add, later::add);

    @Test
    void a_host_that_has_arrived_is_read_at_once() {
        hosts.arrived("H1");
        runAll();

        assertThat(read).containsExactly(Set.of("H1"));
    }

    @Test
    void hosts_that_arrive_before_anybody_reads_are_read_together() {
        hosts.arrived("H1");
        hosts.arrived("H2");
        hosts.arrived("H1");
        runAll();

        assertThat(read).containsExactly(Set.of("H1", "H2"));
    }

    @Test
    void a_host_on_its_way_is_read_when_the_moment_is_over() {
        hosts.onTheWay("H1");
        runAll();
        assertThat(read).isEmpty();

        hosts.readAll();
        assertThat(read).containsExactly(Set.of("H1"));
    }

    @Test
    void a_host_that_arrives_within_the_moment_is_read_once() {
        hosts.onTheWay("H1");
        hosts.arrived("H1");
        runAll();
        hosts.readAll();

        assertThat(read).containsExactly(Set.of("H1"));
    }

    @Test
    void nothing_is_read_when_nothing_has_changed() {
        hosts.readAll();

        assertThat(read).isEmpty();
    }

    @Test
    void a_database_that_is_away_is_survived() {
        var broken = new ChangedHosts(
                _ -> {
                    throw new QueryTimeoutException("away");
                },
                Runnable::run);
        broken.arrived("H1");
        hosts.arrived("H2");
        runAll();

        assertThat(read).containsExactly(Set.of("H2"));
    }

    private void runAll() {
        later.forEach(Runnable::run);
        later.clear();
    }
}
