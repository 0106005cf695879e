package io.spotmanager.inventory.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HiddenTenant.Kind;
import io.spotmanager.domain.compute.Migration;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.fleet.snapshot.SourceReport;
import io.spotmanager.inventory.source.FleetReading;
import io.spotmanager.inventory.source.SourceResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HiddenOnHostTest {
    private static final Server WEB = new Server("web-id", "web", "VERIFY_RESIZE", "B", "p", Flavor.named("f"), null);
    private static final Server GONE = new Server("gone-id", "gone", "SOFT_DELETED", "C", "p", Flavor.named("f"), null);
    private static final Migration RESIZE = new Migration("m", "web-id", "resize", "finished", "A", "B");
    private static final Migration OF_NOBODY = new Migration("n", "nobody", "resize", "pre-migrating", "D", null);
    private static final Migration OVER = new Migration("o", "web-id", "resize", "confirmed", "E", "A");

    @Test
    void a_resize_has_the_host_that_its_server_is_not_listed_on() {
        var hidden = seen(succeeded(List.of(GONE)), succeeded(List.of(RESIZE, OVER)), Optional.of(Set.of()), List.of());

        assertThat(hidden)
                .extracting(
                        HiddenOnHost::host,
                        each -> each.tenant().kind(),
                        each -> each.tenant().name())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("C", Kind.SOFT_DELETED, "gone"),
                        org.assertj.core.groups.Tuple.tuple("A", Kind.MIGRATION, "web"));
    }

    @Test
    void a_migration_of_a_server_that_no_longer_exists_is_left_over() {
        assertThat(seen(succeeded(List.of()), succeeded(List.of(OF_NOBODY)), Optional.empty(), List.of()))
                .extracting(each -> each.tenant().kind())
                .containsExactly(Kind.LEFT_OVER);
        assertThat(seen(failed(), succeeded(List.of(OF_NOBODY)), Optional.empty(), List.of()))
                .extracting(each -> each.tenant().kind())
                .containsExactly(Kind.MIGRATION);
    }

    @Test
    void what_cannot_be_read_stays_as_it_was() {
        var known = List.of(
                new HiddenOnHost("C", HiddenTenant.softDeleted(GONE)),
                new HiddenOnHost("A", RESIZE.tenant("web")),
                new HiddenOnHost("F", HiddenTenant.cellDown()));

        assertThat(seen(failed(), failed(), Optional.empty(), known)).containsExactlyElementsOf(known);
        assertThat(seen(succeeded(List.of()), succeeded(List.of()), Optional.of(Set.of()), known))
                .isEmpty();
        assertThat(seen(failed(), failed(), Optional.of(Set.of("G")), List.of()))
                .extracting(HiddenOnHost::host)
                .containsExactly("G");
    }

    private static List<HiddenOnHost> seen(
            SourceResult<Server> softDeleted,
            SourceResult<Migration> migrations,
            Optional<Set<String>> outOfReach,
            List<HiddenOnHost> known) {
        var reading = new FleetReading(
                succeeded(List.of()),
                succeeded(List.of(WEB)),
                succeeded(List.of()),
                succeeded(List.of()),
                succeeded(List.of()),
                succeeded(List.of()),
                new FleetReading.Hidden(softDeleted, migrations, succeeded(List.of()), outOfReach));
        return HiddenOnHost.updated(known, reading, List.of(new CountedServer(WEB, 1)));
    }

    private static <T> SourceResult<T> succeeded(List<T> items) {
        return new SourceResult<>(Instant.EPOCH, new SourceReport.Good(1, 1, items.size()), Optional.of(items));
    }

    private static <T> SourceResult<T> failed() {
        return new SourceResult<>(Instant.EPOCH, new SourceReport.Failed("503"), Optional.empty());
    }
}
