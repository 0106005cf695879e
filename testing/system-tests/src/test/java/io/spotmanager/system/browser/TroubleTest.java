package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import io.spotmanager.system.harness.Fault;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cannot be read is said, and never taken for what is so. */
@BoardTest
class TroubleTest {
    private static final int WATCHED_MS = 3_000;
    private static final int FEW = 8;

    private final Visitors visitors;

    TroubleTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @AfterEach
    void endFaults() {
        visitors.cloud().behave();
    }

    private static FulfillOptions unavailable() {
        return new FulfillOptions().setStatus(503).setBody("{}");
    }

    @Test
    void a_gateway_that_fails_is_asked_rarely_and_the_board_comes_when_it_answers() {
        var board = visitors.operator();
        var asked = new AtomicInteger();
        board.page().route("**/api/gpu-types", route -> {
            asked.incrementAndGet();
            route.fulfill(unavailable());
        });

        board.visit("/board");
        assertThat(board.page().getByRole(AriaRole.ALERT)).containsText("The fleet cannot be shown");
        board.page().waitForTimeout(WATCHED_MS);
        assertThat(asked).as("reads of a gateway that fails").hasValueLessThanOrEqualTo(FEW);

        board.page().unroute("**/api/gpu-types");
        assertThat(board.page().locator(".board-body")).hasAttribute("data-state", "ready");
    }

    @Test
    void a_board_that_is_behind_says_so_until_it_has_caught_up() {
        var move = visitors.freeMove();
        var board = visitors.operator().open(move.gpuType());
        board.page().route("**/api/aggregates/*", route -> route.fulfill(unavailable()));

        visitors.awaitEnd(visitors.api().move(move));
        assertThat(board.banner()).containsText("The board shows an older snapshot than the gateway has");
        assertThat(board.card(move.host(), move.sourceAggregate())).isVisible();

        board.page().unroute("**/api/aggregates/*");
        assertThat(board.card(move.host(), move.targetAggregate())).isVisible();
        assertThat(board.banner()).isHidden();
    }

    @Test
    void a_source_in_trouble_is_marked_with_since_when_and_why() {
        var board = visitors.operator().open(visitors.freeMove().gpuType());
        visitors.cloud().play(1, Fault.of("html-503").everywhereIn("/api/dcim/"));
        visitors.api().refresh();

        var source = board.page().locator(".source[data-state=STALE]");
        assertThat(source).containsText("NetBox");
        assertThat(source).containsText("stale");
        assertThat(board.banner())
                .containsText(Pattern.compile("NetBox not read since \\d\\d:\\d\\d:\\d\\d \\(.*503.*\\)"));
        assertThat(board.page().locator(".cols")).hasAttribute("data-stale", "netbox");

        visitors.cloud().behave();
        visitors.api().refresh();
        assertThat(board.banner()).isHidden();
        assertThat(source).hasCount(0);
    }
}
