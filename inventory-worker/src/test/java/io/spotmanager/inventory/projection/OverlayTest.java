package io.spotmanager.inventory.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Aggregate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A full read, and a later read of H1. */
class OverlayTest {
    private final Sketch all = new Sketch()
            .pool("L40-n3", "H1", "H2")
            .pool("L40-n3-spot")
            .server("H1", "n3-L40x1")
            .server("H2", "n3-L40x2");

    @Test
    void the_host_is_where_it_was_seen_last_and_the_others_stay() {
        var later = new Sketch().pool("L40-n3").pool("L40-n3-spot", "H1", "H2");

        assertThat(pools(all.facts().overlaid(later.facts(), Set.of("H1"))))
                .isEqualTo(Map.of("L40-n3", List.of("H2"), "L40-n3-spot", List.of("H1")));
    }

    @Test
    void a_pool_that_is_new_with_the_host_comes_with_it_alone() {
        var later = new Sketch().pool("brand-new", "H1", "H2").pool("other-new", "H2");

        assertThat(pools(all.facts().overlaid(later.facts(), Set.of("H1"))))
                .containsEntry("brand-new", List.of("H1"))
                .doesNotContainKey("other-new");
    }

    @Test
    void the_hosts_servers_and_service_are_replaced_and_no_others() {
        var later = new Sketch().service("H1", false, true, "why").service("H2", false, true, "not looked at");

        var facts = all.facts().overlaid(later.facts(), Set.of("H1"));

        assertThat(facts.servers()).extracting(each -> each.server().host()).containsExactly("H2");
        assertThat(facts.services())
                .filteredOn(service -> !service.enabled())
                .extracting("host")
                .containsExactly("H1");
    }

    @Test
    void a_server_that_has_come_over_is_counted_once() {
        var later = new Sketch().server("H1", "n3-L40x8").server("H1", "n3-L40x2"); // ids of those above

        var facts = all.facts().overlaid(later.facts(), Set.of("H1"));

        assertThat(facts.servers()).extracting(each -> each.server().host()).containsExactly("H1", "H1");
    }

    @Test
    void nothing_read_later_changes_nothing() {
        var facts = all.facts();

        assertThat(facts.overlaid(new Sketch().facts(), Set.of())).isEqualTo(facts);
    }

    private static Map<String, List<String>> pools(Observations facts) {
        return facts.aggregates().stream().collect(Collectors.toMap(Aggregate::name, Aggregate::hosts));
    }
}
