package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Move;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One operation, watched from its acceptance to its end, and helped along where it needs a person. */
@BoardTest
class WatchingTest {
    private static final Pattern UNDER_WAY = Pattern.compile("running|waiting");
    private static final Duration LONG_ENOUGH_FOR_A_STRANGER = Duration.ofSeconds(1);

    private final Visitors visitors;
    private Move move;

    WatchingTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @BeforeEach
    void choose() {
        move = visitors.freeMove();
    }

    @AfterEach
    void endFaults() {
        visitors.cloud().behave();
    }

    private static Locator stage(Board board, String step) {
        return board.page().locator(".stage[data-step='%s']".formatted(step)).last();
    }

    private static Locator state(Board board) {
        return board.page().locator(".state-big");
    }

    @Test
    void a_failure_and_its_way_back_are_seen_step_by_step_with_the_calls() {
        visitors.cloud().play(1, Fault.of("html-503").onAdding(move.host()));
        var id = visitors.api().move(move);
        var board = visitors.operator().visit("/operations/" + id);

        assertThat(stage(board, "add host")).hasAttribute("data-state", UNDER_WAY);
        assertThat(stage(board, "add host")).containsText("503");
        assertThat(stage(board, "verify")).hasAttribute("data-state", "coming");

        visitors.cloud().play(1, Fault.of("conflict").onAdding(move.host()).once());
        assertThat(state(board)).hasText("Rolled back");
        assertThat(stage(board, "add host")).hasAttribute("data-state", "failed");
        assertThat(stage(board, "add host"))
                .containsText("openstack aggregate add host %s %s".formatted(move.targetAggregate(), move.host()));
        assertThat(stage(board, "add host")).containsText("409");
        assertThat(stage(board, "restore host")).hasAttribute("data-state", "done");
        assertThat(stage(board, "verify")).hasCount(0);
    }

    @Test
    void earlier_tries_of_a_step_stay_on_the_page() {
        visitors.cloud().play(1, Fault.of("html-503").onAdding(move.host()).once());
        var id = visitors.api().move(move);
        visitors.awaitEnd(id);

        var board = visitors.operator().visit("/operations/" + id);

        assertThat(state(board)).hasText("Succeeded");
        assertThat(stage(board, "add host").locator(".attempt")).hasCount(2);
        assertThat(stage(board, "add host").locator(".attempt").first()).containsText("503");
    }

    @Test
    void an_operator_adopts_what_a_stranger_did_and_says_why() {
        var id = stuck();
        var board = visitors.operator().visit("/operations/" + id);
        assertThat(state(board)).hasText("Needs operator");
        assertThat(board.page().locator(".op-cause")).containsText(move.elsewhere());

        var leave = "Leave it in %s and close".formatted(move.elsewhere());
        board.button(leave).click();
        board.page().getByLabel("Reason").fill("it may stay there");
        board.page().locator("dialog .sheet-foot").getByText(leave).click();

        assertThat(state(board)).hasText("Adopted");
        assertThat(board.page().locator(".timeline")).containsText("it may stay there");
        assertThat(board.button(leave)).isHidden();
    }

    private UUID stuck() {
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

    @Test
    void the_activity_names_what_needs_a_person_first_and_the_card_too() {
        var id = stuck();
        var board = visitors.operator().open(move.gpuType());
        board.press("l");

        assertThat(board.page().locator(".act").first()).containsText(move.host());
        assertThat(board.page().locator(".act").first()).containsText("Needs a decision");
        assertThat(board.card(move.host()).locator(".card-op"))
                .containsText("needs a decision", new ContainsTextOptions().setIgnoreCase(true));

        visitors.api().act(id, "adopt");
        assertThat(board.page()
                        .locator(".act")
                        .filter(new Locator.FilterOptions().setHasText(move.host()))
                        .first())
                .containsText("Adopted");
    }

    @Test
    void every_state_of_every_workflow_is_described_to_the_board() {
        var described = visitors.api()
                .get("/api/workflows")
                .path("workflows")
                .valueStream()
                .flatMap(workflow -> workflow.path("states")
                        .valueStream()
                        .filter(state -> !state.path("title").asString("").isBlank())
                        .map(state -> workflow.path("name").asString() + "/"
                                + state.path("name").asString()))
                .sorted()
                .toList();

        assertThat(described).as("states, as the diagrams show them").isEqualTo(DocumentedStates.all());
    }
}
