package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import io.spotmanager.audit.Json;
import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowDescription.Outcome;
import io.spotmanager.workflow.description.WorkflowTitles;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A workflow that no code of the board or the gateway names is shown by its description alone, or else by its plain names. */
@BoardTest
class UnknownWorkflowTest {
    private static final String ID = "00000000-0000-7000-8000-000000000003";
    private static final Instant BEGAN = Instant.parse("2026-02-03T04:05:06Z");

    private enum Inspection {
        ORDERED,
        OPENED,
        LOOKED_AT,
        CLOSING,
        WAITS_FOR_KEY,
        FILED,
        GIVEN_UP
    }

    // spotless:off
    private static final TransitionTable TABLE = TransitionTable.named("inspection")
            .otherwise(Inspection.WAITS_FOR_KEY)
            .in(Inspection.ORDERED, "open the rack")
                .on(Signal.DONE,      Inspection.OPENED)
                .on(Signal.FAILED,    Inspection.GIVEN_UP)
            .in(Inspection.OPENED, "look at the cables")
                .on(Signal.DONE,      Inspection.LOOKED_AT)
                .on(Signal.FAILED,    Inspection.CLOSING)
                .on(Signal.EXHAUSTED, Inspection.CLOSING)
            .in(Inspection.LOOKED_AT, "file the report")
                .on(Signal.DONE,      Inspection.FILED)
                .on(Signal.FAILED,    Inspection.CLOSING)
                .on(Signal.EXHAUSTED, Inspection.CLOSING)
            .in(Inspection.CLOSING, "close the rack")
                .on(Signal.DONE,      Inspection.GIVEN_UP)
            .waitingIn(Inspection.WAITS_FOR_KEY)
                .on(Signal.RETRY,     Inspection.ORDERED)
            .endingIn(Inspection.FILED, Inspection.GIVEN_UP);
    // spotless:on

    private static final WorkflowTitles TITLES = WorkflowTitles.of(1, "Rack inspection")
            .in(Inspection.ORDERED, "opening the rack")
            .in(Inspection.OPENED, "looking at the cables")
            .in(Inspection.LOOKED_AT, "filing the report")
            .in(Inspection.CLOSING, "closing the rack")
            .in(Inspection.WAITS_FOR_KEY, "waits for the key")
            .endingIn(Inspection.FILED, Outcome.SUCCESS, "filed")
            .endingIn(Inspection.GIVEN_UP, Outcome.UNDONE, "given up");

    private final List<Board> boards = new ArrayList<>();
    private final Visitors visitors;

    UnknownWorkflowTest(Visitors visitors) {
        this.visitors = visitors;
    }

    private static Map<String, Object> inspection(Inspection state, boolean open) {
        Map<String, Object> operation = new HashMap<>();
        operation.put("id", ID);
        operation.put("kind", "inspection");
        operation.put("state", state.name());
        operation.put("open", open);
        operation.put("attempt", 0);
        operation.put("host", "rack-7");
        operation.put("request", Map.of());
        operation.put("requested_by", "operator");
        operation.put("actions", List.of());
        operation.put("created_at", BEGAN.toString());
        operation.put("entered_at", BEGAN.toString());
        operation.put("updated_at", BEGAN.toString());
        operation.put("seq", 1);
        operation.put("steps", List.of());
        return operation;
    }

    /** A request that is answered here while its browser closes would fail the closing. */
    @AfterEach
    void answerNoMore() {
        boards.forEach(board -> board.visit("about:blank").page().unrouteAll());
    }

    private Board looking(Inspection state, boolean open, WorkflowDescription... described) {
        var board = visitors.operator();
        boards.add(board);
        answer(board, "/api/workflows", Map.of("workflows", List.of(described)));
        answer(board, "/api/operations/" + ID, inspection(state, open));
        answer(board, "/api/operations\\?.*", Map.of("items", List.of(inspection(state, open))));
        return board.visit("/operations/" + ID);
    }

    private static void answer(Board board, String address, Object body) {
        board.page()
                .route(
                        Pattern.compile("https?://[^/]+" + address),
                        route -> route.fulfill(new FulfillOptions()
                                .setContentType("application/json")
                                .setBody(Json.MAPPER.writeValueAsString(body))));
    }

    private static WorkflowDescription description() {
        return WorkflowDescription.of(TABLE, TITLES, (row, action) -> Optional.empty());
    }

    private static Locator stage(Board board, String step) {
        return board.page().locator(".stage[data-step='%s']".formatted(step));
    }

    private static Locator badge(Board board) {
        return board.page().locator(".state-big");
    }

    @Test
    void the_step_that_runs_and_those_to_come_are_those_of_its_happy_path() {
        var board = looking(Inspection.OPENED, true, description());

        assertThat(board.page().locator(".op-route")).hasText("Rack inspection");
        assertThat(stage(board, "look at the cables")).hasAttribute("data-state", "running");
        assertThat(stage(board, "file the report")).hasAttribute("data-state", "coming");
        assertThat(stage(board, "close the rack")).hasCount(0);
        assertThat(badge(board)).hasAttribute("data-tone", "busy");
        board.page().screenshot(new ScreenshotOptions().setPath(Path.of("target/screenshots/unknown-workflow.png")));

        board.press("l");
        var act = board.page().locator(".act[data-id='%s']".formatted(ID));
        assertThat(act).containsText("Looking at the cables");
        assertThat(act.locator(".op-dots i")).hasCount(3);
    }

    @Test
    void a_state_beside_the_path_is_seen_as_such() {
        var board = looking(Inspection.CLOSING, true, description());

        assertThat(stage(board, "close the rack")).hasAttribute("data-state", "running");
        assertThat(badge(board)).hasAttribute("data-tone", "warn");
    }

    @Test
    void a_state_that_waits_for_a_person_asks_for_attention_whatever_it_is_called() {
        var board = looking(Inspection.WAITS_FOR_KEY, true, description());

        assertThat(stage(board, "a person decides")).hasAttribute("data-state", "waiting");
        assertThat(badge(board)).hasAttribute("data-tone", "attention");
    }

    @Test
    void an_end_is_as_good_as_its_description_says() {
        assertThat(badge(looking(Inspection.FILED, false, description()))).hasAttribute("data-tone", "good");
        assertThat(badge(looking(Inspection.GIVEN_UP, false, description()))).hasAttribute("data-tone", "calm");
    }

    @Test
    void without_a_description_the_names_of_its_states_are_shown() {
        var board = looking(Inspection.LOOKED_AT, true);

        assertThat(board.page().locator(".op-route")).hasText("Inspection");
        assertThat(badge(board)).hasText("Looked at");
        board.press("l");
        assertThat(board.page().locator(".act[data-id='%s']".formatted(ID))).containsText("Looked at");
    }
}
