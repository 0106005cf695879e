package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import io.spotmanager.system.harness.Move;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No violation of axe's rules in any view, whatever the theme. */
@BoardTest
class AccessibilityTest {
    private static final String AXE = axe();
    private static final String VIOLATIONS = "only => axe.run({ resultTypes: ['violations'],"
            + " ...(only ? { runOnly: { type: 'rule', values: [only] } } : {}) }).then(result => "
            + "result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3).join(' | ')))";
    private static final String FINISH_ANIMATIONS = "() => document.getAnimations().forEach(animation => "
            + "{ try { animation.finish() } catch { animation.cancel() } })";
    private static final String OTHER_THEME = "() => { const { dataset } = document.documentElement;"
            + " dataset.bsTheme = dataset.bsTheme === 'dark' ? 'light' : 'dark' }";

    private final Visitors visitors;

    AccessibilityTest(Visitors visitors) {
        this.visitors = visitors;
    }

    private static String axe() {
        try (var rules = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(rules).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rules in the theme of the light; another theme changes colours and nothing else. */
    private static void requireNone(Page page, String where) {
        page.evaluate(AXE);
        assertThat(violations(page, null)).as(where).isEmpty();
        page.evaluate(OTHER_THEME);
        assertThat(violations(page, "color-contrast")).as(where + ", dark").isEmpty();
        page.evaluate(OTHER_THEME);
    }

    @SuppressWarnings("unchecked") // a list of texts, as VIOLATIONS makes it
    private static List<String> violations(Page page, @Nullable String onlyRule) {
        page.evaluate(FINISH_ANIMATIONS);
        return (List<String>) page.evaluate(VIOLATIONS, onlyRule);
    }

    private Board board() {
        var board = visitors.operator();
        board.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        return board;
    }

    @ParameterizedTest
    @ValueSource(ints = {Visitors.WIDTH, 768})
    void the_board_with_all_that_opens_on_it(int width) {
        var move = visitors.freeMove();
        var board = board();
        board.page().setViewportSize(width, Visitors.HEIGHT);
        board.open(move.gpuType());
        assertThat(board.card(move.host())).isVisible();
        requireNone(board.page(), "the board");

        board.card(move.host()).focus();
        board.press("m");
        requireNone(board.page(), "while a host is carried");
        board.press("Escape", ".");
        requireNone(board.page(), "the menu of a host");
        board.press("Escape", "?");
        requireNone(board.page(), "the keyboard map");
        board.press("Escape", "Enter");
        assertThat(board.page().locator("dialog .state-loading")).hasCount(0);
        requireNone(board.page(), "the VMs of a host");
        board.press("Escape");
        board.card(move.host()).focus();
        board.press("m", "Enter");
        assertThat(board.cart().item(move.host())).containsText("Allowed");
        requireNone(board.page(), "the cart");
        board.cart().review();
        assertThat(board.cart().sendButton()).isEnabled();
        requireNone(board.page(), "the review");
        board.press("Escape", "l");
        requireNone(board.page(), "the activity");
    }

    @Test
    void every_other_view() {
        var move = visitors.freeMove();
        var id = visitors.api().move(move);
        visitors.awaitEnd(id);
        var board = board();
        for (var view : List.of(
                "/operations",
                "/operations?state=SUCCEEDED&host=%s&from=7d".formatted(move.host()),
                "/operations?open=maybe",
                "/operations/" + id,
                "/decisions",
                "/commands",
                "/analytics",
                "/capacity",
                "/reservations",
                "/reservations?view=month",
                "/contracts",
                "/search?q=CA1",
                "/docs",
                "/inventory-check",
                "/system",
                "/board/GTX-480")) {
            board.visit(view);
            assertThat(board.linkState()).hasText("Live");
            assertThat(board.page().locator(".state-loading")).hasCount(0);
            requireNone(board.page(), view);
        }
        var stranger = visitors.stranger().visit("/login");
        requireNone(stranger.page(), "the login page");
    }

    @Test
    void the_focus_stays_on_a_host_that_moves() {
        Move move = visitors.freeMove();
        var board = visitors.operator().open(move.gpuType());
        board.card(move.host()).focus();

        visitors.awaitEnd(visitors.api().move(move));

        assertThat(board.card(move.host(), move.targetAggregate())).isFocused();
    }
}
