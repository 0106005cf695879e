package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import io.spotmanager.system.harness.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every number says what it counts, and a host on its way from one pool to another is never lost from them. */
@BoardTest
class TotalsTest {
    private final Visitors visitors;

    TotalsTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @AfterEach
    void endFaults() {
        visitors.cloud().behave();
    }

    private JsonNode type(String gpuType) {
        return visitors.api()
                .get("/api/gpu-types")
                .path("gpu_types")
                .valueStream()
                .filter(type -> type.path("gpu_type").asString().equals(gpuType))
                .findFirst()
                .orElseThrow();
    }

    private static Locator tab(Board board, String gpuType) {
        return board.page().locator(".type[href^='/board/%s']".formatted(gpuType));
    }

    private static boolean hasUnusedGpusThatCannotBeSold(JsonNode type) {
        var unused = type.path("gpu_capacity").asInt() - type.path("gpu_used").asInt();
        return unused > type.path("gpus").path("free").asInt();
    }

    @Test
    void free_gpus_are_those_that_can_be_sold_now() {
        var type = visitors.api()
                .get("/api/gpu-types")
                .path("gpu_types")
                .valueStream()
                .filter(TotalsTest::hasUnusedGpusThatCannotBeSold)
                .findFirst()
                .orElseThrow();
        var gpus = type.path("gpus");
        var board = visitors.operator().open(type.path("gpu_type").asString());

        assertThat(gpus.path("free").asInt())
                .isEqualTo(gpus.path("sellable").asInt() - gpus.path("used").asInt());
        assertThat(tab(board, type.path("gpu_type").asString()))
                .containsText(gpus.path("free").asInt() + " free");
        for (var pool : type.path("sold_in")) {
            if (!pool.path("pool").asString().equals("CONTRACT")) {
                var column = board.column(pool.path("name").asString());
                assertThat(column.locator(".col-gpus"))
                        .containsText("%d GPU"
                                .formatted(pool.path("gpus").path("free").asInt()));
                assertThat(column.locator(".col-hosts"))
                        .containsText("%d empty"
                                .formatted(pool.path("hosts_available").asInt()));
            }
        }
        assertThat(board.column("out").locator(".col-gpus"))
                .containsText(gpus.path("out_of_stock").asInt() + " GPUs");
    }

    @Test
    void a_host_between_two_pools_stands_in_the_one_it_is_going_to_and_stays_counted() {
        var move = visitors.freeMove();
        var before = type(move.gpuType()).path("gpus");
        var board = visitors.operator().open(move.gpuType());
        var outOfStock = before.path("out_of_stock").asInt() + " GPUs";
        assertThat(board.column("out").locator(".col-gpus")).hasText(outOfStock);
        visitors.cloud().play(1, Fault.of("html-503").onAdding(move.host()));
        var id = visitors.api().move(move);
        await("the removal")
                .atMost(Board.PATIENCE)
                .until(() -> visitors.cloud().poolsOf(move.host()).isEmpty());

        var arriving = board.card(move.host(), move.targetAggregate());
        assertThat(board.column(move.targetAggregate()).locator(".col-other")).hasText("1 arriving");
        assertThat(arriving).hasAttribute("data-status", "ARRIVING");
        assertThat(arriving).containsText("arriving from " + move.sourceAggregate());
        assertThat(arriving.locator(".flag-line[data-tone=bad]")).hasCount(0);
        assertThat(board.card(move.host(), "out")).hasCount(0);
        assertThat(board.column("out").locator(".col-gpus")).hasText(outOfStock);
        var during = type(move.gpuType()).path("gpus");
        assertThat(during.path("under_way").asInt()).isPositive();
        assertThat(during.path("total").asInt()).isEqualTo(before.path("total").asInt());

        visitors.cloud().behave();
        visitors.awaitEnd(id);
        assertThat(arriving).hasAttribute("data-status", "AVAILABLE");
        assertThat(type(move.gpuType()).path("gpus")).isEqualTo(before);
    }

    @Test
    void all_types_stand_side_by_side_with_what_is_free_where() {
        var type = visitors.api().get("/api/gpu-types").path("gpu_types").path(0);
        var name = type.path("gpu_type").asString();
        var board = visitors.operator().open(name);
        tab(board, "all").click();

        var row = board.page().locator(".types-table tbody tr[data-type='%s']".formatted(name));
        assertThat(row.locator(".free"))
                .hasText(String.valueOf(type.path("gpus").path("free").asInt()));
        assertThat(board.page().locator(".types-table tfoot .free")).isVisible();
        row.locator("th a").click();
        assertThat(board.page().locator(".board-body")).hasAttribute("data-state", "ready");
    }

    @Test
    void six_columns_fit_with_their_titles_and_free_gpus_into_the_smallest_width() {
        var board = visitors.operator().open("A100");
        board.page().setViewportSize(1280, Visitors.HEIGHT);

        assertThat(board.page().locator(".col")).hasCount(6);
        assertThat(board.page().evaluate("""
                () => [...document.querySelectorAll(".col")]
                  .filter((column) => {
                    const title = column.querySelector(".col-title");
                    const gpus = column.querySelector(".col-gpus").getBoundingClientRect();
                    return title.scrollWidth > title.clientWidth || gpus.right > column.getBoundingClientRect().right - 8;
                  })
                  .map((column) => column.innerText)
                """)).isEqualTo(List.of());
    }
}
