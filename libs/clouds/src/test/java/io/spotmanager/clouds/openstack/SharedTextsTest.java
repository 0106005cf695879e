package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.openstack.ServerPage.Found;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Server;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nova repeats a flavor with all its extra specs in every server. */
class SharedTextsTest {
    private static final String SPECS = "aggregate_instance_extra_specs:gpu_and_more=".repeat(20);

    private final SharedTexts texts = new SharedTexts();

    @Test
    void servers_of_one_flavor_keep_one_copy_of_it_over_all_pages() {
        var first = texts.share(page(server(1, SPECS), server(2, SPECS)));
        var second = texts.share(page(server(3, SPECS)));

        assertThat(first.items().getLast().server().flavor())
                .isSameAs(first.items().getFirst().server().flavor())
                .isSameAs(second.items().getFirst().server().flavor());
        assertThat(second.items().getFirst().server().host())
                .isSameAs(first.items().getFirst().server().host());
    }

    @Test
    void nothing_that_a_server_says_is_changed() {
        var page = page(server(1, SPECS), server(2, SPECS), nowhere());

        assertThat(texts.share(page).items())
                .extracting(Found::server)
                .isEqualTo(page.items().stream().map(Found::server).toList());
    }

    @Test
    void a_shared_flavor_counts_once() {
        var letters = lettersOf(texts.share(page(server(1, SPECS), server(2, SPECS))));

        assertThat(letters.getFirst()).isGreaterThan(SPECS.length());
        assertThat(letters.getLast()).isLessThan(100);
    }

    @Test
    void flavors_that_differ_count_each() {
        var letters = lettersOf(texts.share(page(server(1, SPECS + "a"), server(2, SPECS + "b"))));

        assertThat(letters).allSatisfy(each -> assertThat(each).isGreaterThan(SPECS.length()));
    }

    private static List<Integer> lettersOf(Page<Found> page) {
        return page.items().stream().map(Found::ownLetters).toList();
    }

    private static Page<Found> page(Server... servers) {
        var items = List.of(servers).stream()
                .map(server -> new Found(server, null, false, server.toString().length()))
                .toList();
        return new Page<>(items, List.of(), items.size(), Optional.empty());
    }

    /** Each with texts of its own, as a parser makes them. */
    private static Server server(int number, String specs) {
        return new Server(
                new UUID(0, number).toString(),
                "vm-" + number,
                own("ACTIVE"),
                own("CA1-ESC8-L40-01"),
                own("a-project"),
                new Flavor(own("n3-L40x1"), Map.of("gpu", own(specs))),
                Instant.EPOCH);
    }

    private static Server nowhere() {
        return new Server("id", "shelved", "SHELVED_OFFLOADED", null, "a-project", Flavor.named("n3-L40x1"), null);
    }

    private static String own(String text) {
        return IntStream.range(0, text.length())
                .collect(StringBuilder::new, (all, i) -> all.append(text.charAt(i)), StringBuilder::append)
                .toString();
    }
}
