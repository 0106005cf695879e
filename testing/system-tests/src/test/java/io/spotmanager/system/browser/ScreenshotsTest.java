package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Move;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of every view, as the documents show them; {@code -Dupdate-docs=true} puts them there. */
@BoardTest
class ScreenshotsTest {
    private static final boolean UPDATE = Boolean.getBoolean("update-docs");
    private static final Path FOLDER = Path.of(UPDATE ? "../../docs/screenshots" : "target/screenshots");
    private static final String SHOWN = "L40";
    private static final int SOME = 8;
    private static final Duration LONG_ENOUGH_FOR_A_STRANGER = Duration.ofSeconds(1);

    private final Visitors visitors;
    private String theme = "";

    ScreenshotsTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @AfterEach
    void endFaults() {
        visitors.cloud().behave();
    }

    /** The first picture makes the browser draw all of the page, which without a GPU it may put off. */
    private void keep(Board board, String view) {
        if (UPDATE) {
            board.page().screenshot();
        }
        board.page().screenshot(new ScreenshotOptions().setPath(FOLDER.resolve("%s-%s.png".formatted(view, theme))));
    }

    /** Both for the documents; one is enough to see that every view can be reached. */
    static Stream<ColorScheme> themes() {
        return UPDATE ? Stream.of(ColorScheme.LIGHT, ColorScheme.DARK) : Stream.of(ColorScheme.LIGHT);
    }

    @ParameterizedTest
    @MethodSource("themes")
    void every_view(ColorScheme scheme) {
        theme = scheme.name().toLowerCase(Locale.ROOT);
        someHistory();
        var rolledBack = rolledBack();
        var stuck = freeMove();
        var stuckId = stuck(stuck);
        var board = visitors.inTheme(scheme).operator();
        board.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));

        pages(board, rolledBack);
        board(board);
        var stranger = visitors.stranger().visit("/login");
        assertThat(stranger.page().getByLabel("User")).isFocused();
        keep(stranger, "login");
        visitors.api().act(stuckId, "adopt");
        visitors.awaitEnd(stuckId);
    }

    private void pages(Board board, UUID operation) {
        for (var view : new String[] {"operations", "commands", "analytics"}) {
            board.visit("/" + view);
            assertThat(board.linkState()).hasText("Live");
            assertThat(board.page().locator("tbody tr, .log-entry").first()).isVisible();
            keep(board, view);
        }
        board.visit("/operations/" + operation);
        assertThat(board.page().locator(".stage[data-step='restore host']")).isVisible();
        keep(board, "operation");
        board.visit("/contracts?show=Contract-ACME-8xA100&show=Contract-GLOBEX-L40");
        assertThat(board.page().locator(".contract-vms li").first()).isVisible();
        keep(board, "contracts");
        board.visit("/search?q=L40");
        assertThat(board.page().locator("tbody tr").first()).isVisible();
        keep(board, "search");
    }

    private void board(Board board) {
        board.open(SHOWN).press("l");
        assertThat(board.page().locator(".act").first()).containsText("Needs a decision");
        keep(board, "board");
        board.press("l");
        var move = freeMove();
        board.dragOver(move.host(), move.targetAggregate());
        keep(board, "dragging");
        board.drop();
        assertThat(board.cart().item(move.host())).containsText("Allowed");
        keep(board, "cart");
        board.cart().review();
        assertThat(board.cart().sendButton()).isEnabled();
        keep(board, "review");
        board.press("Escape");
        board.page().locator(".card[data-status=IN_USE]").first().dblclick();
        assertThat(board.page().locator("dialog .state-loading")).hasCount(0);
        keep(board, "host");
        board.press("Escape");
    }

    private void someHistory() {
        visitors.cloud().fleet().possibleMoves().stream()
                .filter(move -> !move.gpuType().equals(SHOWN))
                .limit(SOME)
                .map(visitors.api()::move)
                .toList()
                .forEach(visitors::awaitEnd);
    }

    /** A free host of the type whose board is shown. */
    private Move freeMove() {
        return visitors.freeMoves()
                .filter(move -> move.gpuType().equals(SHOWN))
                .findFirst()
                .orElseThrow();
    }

    private UUID rolledBack() {
        var move = freeMove();
        visitors.cloud().play(1, Fault.of("conflict").onAdding(move.host()).once());
        var id = visitors.api().move(move);
        visitors.awaitEnd(id);
        return id;
    }

    private UUID stuck(Move move) {
        visitors.cloud()
                .play(
                        1,
                        Fault.of("hang")
                                .onAdding(move.host())
                                .lasting(LONG_ENOUGH_FOR_A_STRANGER)
                                .once());
        var id = visitors.api().move(move);
        await("the add").atMost(Board.PATIENCE).until(() -> visitors.cloud().spoiled() == 1);
        visitors.cloud().strangerAdds(move.host(), move.elsewhere());
        await("a person is needed")
                .atMost(Board.PATIENCE)
                .until(() -> visitors.api().operation(id).waitsForOperator());
        return id;
    }
}
