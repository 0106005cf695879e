package io.spotmanager.inventory;

import static io.spotmanager.fleet.catalogue.CatalogueTable.ALL_REGIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.clouds.launch.LaunchProviders;
import io.spotmanager.domain.call.RateLimiter;
import io.spotmanager.fleet.catalogue.CatalogueEntry;
import io.spotmanager.fleet.catalogue.CatalogueKind;
import io.spotmanager.fleet.catalogue.CatalogueTable;
import io.spotmanager.inventory.launches.LaunchCatalogue;
import io.spotmanager.simulator.LaunchVariables;
import io.spotmanager.simulator.SimulatorOptions;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What launches can choose from stands in the snapshot, with its age. */
class LaunchCatalogueTest {
    private static final String IMAGES = "GET /hyperstack/v1/core/images";

    private final SimulatedFleet cloud = new SimulatedFleet(SimulatorOptions.defaults());
    private final CatalogueTable table = new CatalogueTable(InventoryDatabase.jdbc());
    private final Map<String, String> settings = new HashMap<>(LaunchVariables.of(URI.create(cloud.url())));

    @BeforeEach
    void nothing_is_known() {
        settings.remove("RUNPOD_API_KEY");
        InventoryDatabase.jdbc().sql("truncate launch_catalogue").update();
        becomeDue();
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private static void becomeDue() {
        InventoryDatabase.jdbc()
                .sql("update launch_catalogue_due set due_at = '-infinity'")
                .update();
    }

    private LaunchCatalogue worker() {
        return new LaunchCatalogue(
                LaunchProviders.forPreviews(settings::get, _ -> RateLimiter.UNLIMITED), table, InstantSource.system());
    }

    private CatalogueEntry entry(CatalogueKind kind, String region) {
        return table.entry(kind, region).orElseThrow();
    }

    private static JsonNode content(CatalogueEntry entry) {
        return Json.MAPPER.readTree(Objects.requireNonNull(entry.content()));
    }

    private int imageReads() {
        return cloud.calls().getOrDefault(IMAGES, 0);
    }

    @Test
    void every_list_of_every_region_is_there_after_one_read() {
        worker().refreshWhenDue();

        assertThat(content(entry(CatalogueKind.LAUNCHES, ALL_REGIONS)).path("regions"))
                .hasSize(3)
                .first()
                .asString()
                .contains("\"region\":\"CANADA-1\"", "\"storage_network\":\"storage-net\"")
                .doesNotContain("key_pair", "api_key");
        for (var region : List.of("CANADA-1", "NORWAY-1", "US-1")) {
            assertThat(content(entry(CatalogueKind.IMAGES, region))).isNotEmpty();
            assertThat(content(entry(CatalogueKind.FLAVORS, region))).isNotEmpty();
        }
        for (var kind : List.of(CatalogueKind.ENVIRONMENTS, CatalogueKind.KEY_PAIRS)) {
            assertThat(content(entry(kind, ALL_REGIONS))).isNotEmpty();
            assertThat(entry(kind, ALL_REGIONS).readAt()).isNotNull();
        }
    }

    @Test
    void one_of_many_workers_reads_it_when_it_is_due() {
        var one = worker();
        var two = worker();
        one.refreshWhenDue();
        two.refreshWhenDue(); // its settings may be newer
        var reads = imageReads();

        one.refreshWhenDue();
        two.refreshWhenDue();
        assertThat(imageReads()).isZero();

        becomeDue();
        one.refreshWhenDue();
        two.refreshWhenDue();
        assertThat(imageReads()).isEqualTo(reads / 2);
    }

    @Test
    void a_list_that_cannot_be_read_keeps_its_content_and_says_since_when_and_why() {
        var worker = worker();
        worker.refreshWhenDue();
        var before = entry(CatalogueKind.IMAGES, "CANADA-1");
        cloud.spoil("/core/images", "conflict", 0);
        becomeDue();

        worker.refreshWhenDue();

        var after = entry(CatalogueKind.IMAGES, "CANADA-1");
        assertThat(after.content()).isEqualTo(before.content());
        assertThat(after.readAt()).isEqualTo(before.readAt());
        assertThat(after.failedAt()).isNotNull();
        assertThat(after.trouble()).isNotBlank();
        assertThat(entry(CatalogueKind.FLAVORS, "CANADA-1").failedAt()).isNull();
    }

    @Test
    void without_the_keys_it_says_which_setting_is_missing() {
        settings.remove("HYPERSTACK_API_KEY");

        worker().refreshWhenDue();

        assertThat(content(entry(CatalogueKind.LAUNCHES, ALL_REGIONS))
                        .path("off")
                        .asString())
                .isEqualTo("no Hyperstack key: set HYPERSTACK_API_KEY");
        assertThat(table.entry(CatalogueKind.IMAGES, "CANADA-1")).isEmpty();
    }
}
