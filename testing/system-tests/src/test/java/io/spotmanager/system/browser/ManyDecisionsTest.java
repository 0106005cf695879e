package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.spotmanager.audit.Json;
import io.spotmanager.system.harness.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Many stuck operations are decided at once: staged as they were seen, looked at, and committed with one reason. */
@BoardTest
class ManyDecisionsTest {
    private static final Path FOLDER = Path.of("target/screenshots");
    private static final String ENTERED = "2026-02-03T04:05:06Z";
    private static final String LIST = "/operations?state=NEEDS_OPERATOR";

    private final Visitors visitors;

    ManyDecisionsTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @AfterEach
    void endFaults() {
        visitors.cloud().behave();
    }

    private static String id(int number) {
        return "00000000-0000-7000-8000-%012d".formatted(number);
    }

    private static Map<String, Object> stuck(int number) {
        return Map.ofEntries(
                Map.entry("id", id(number)),
                Map.entry("kind", "migration"),
                Map.entry("state", "NEEDS_OPERATOR"),
                Map.entry("open", true),
                Map.entry("host", "CA1-STUCK-%03d".formatted(number)),
                Map.entry("request", Map.of("source_aggregate", "A100-n3", "target_aggregate", "A100-n3-spot")),
                Map.entry("requested_by", "operator"),
                Map.entry("cause", "gave up after 10 attempts; the last one: Nova refused (403): no such right"),
                Map.entry("actions", List.of("RETRY", "ROLL_BACK", "ADOPT")),
                Map.entry(
                        "action_effects",
                        List.of(
                                Map.of(
                                        "action", "RETRY",
                                        "caption", "Add to A100-n3-spot",
                                        "effect", "The move goes forward.",
                                        "recommended", false,
                                        "calls", List.of(call("add the host to A100-n3-spot")),
                                        "end", "in A100-n3-spot"),
                                Map.of(
                                        "action", "ROLL_BACK",
                                        "caption", "Put back into A100-n3",
                                        "effect", "The move ends as rolled back.",
                                        "recommended", true,
                                        "reason", "The host is in no pool and sells nothing.",
                                        "read_at", ENTERED,
                                        "calls", List.of(call("add the host to A100-n3")),
                                        "end", "in A100-n3"))),
                Map.entry("attempt", 0),
                Map.entry("seq", 9),
                Map.entry("created_at", ENTERED),
                Map.entry("entered_at", ENTERED),
                Map.entry("updated_at", ENTERED));
    }

    private static Map<String, String> call(String words) {
        return Map.of("cloud", "OpenStack", "call", words);
    }

    private static void answer(Route route, Object body) {
        route.fulfill(
                new FulfillOptions().setContentType("application/json").setBody(Json.MAPPER.writeValueAsString(body)));
    }

    private static JsonNode sent(Route route) {
        return Json.MAPPER.readTree(route.request().postData());
    }

    /** An operator before a gateway with that many stuck operations. */
    private Board stuck(int number, ColorScheme theme) {
        var board = visitors.inTheme(theme).operator();
        var page = board.page();
        var all = IntStream.range(0, number).mapToObj(ManyDecisionsTest::stuck).toList();
        page.route(Pattern.compile("/api/operations\\?"), route -> answer(route, Map.of("items", all)));
        page.route(
                "**/api/operations/counts*",
                route -> answer(
                        route,
                        Map.of("states", List.of(Map.of("state", "NEEDS_OPERATOR", "open", true, "count", number)))));
        page.route("**/api/preview-decisions", route -> answer(route, preview(sent(route))));
        return board.visit(LIST);
    }

    private static Map<String, Object> preview(JsonNode asked) {
        return Map.of(
                "items",
                asked.path("ids")
                        .valueStream()
                        .map(JsonNode::asString)
                        .map(id -> stuck(Integer.parseInt(id.substring(id.length() - 12))))
                        .toList(),
                "unknown",
                List.of());
    }

    private static Map<String, Object> outcomes(JsonNode asked, String result) {
        return Map.of(
                "items",
                asked.path("decisions")
                        .valueStream()
                        .map(each ->
                                Map.of("id", each.path("id").asString(), "host", "h", "result", result, "why", "x"))
                        .toList());
    }

    private static Locator rows(Board board) {
        return board.page().locator(".decisions tbody tr");
    }

    private static Locator commit(Board board) {
        return board.page().locator(".decision-form button");
    }

    private static void because(Board board) {
        board.page().getByLabel("Reason").fill("the switch is back");
    }

    @Test
    void ticked_ones_are_decided_by_the_real_service_as_it_says_before() {
        var moves = visitors.freeMoves(2);
        visitors.cloud()
                .play(
                        1,
                        Fault.of("html-503").onAdding(moves.getFirst().host()),
                        Fault.of("html-503").onAdding(moves.getLast().host()));
        var ids = moves.stream().map(visitors.api()::move).toList();
        await("both hosts have left their pool")
                .atMost(Board.PATIENCE)
                .until(() -> ids.stream()
                        .allMatch(id -> visitors.api().operation(id).state().equals("HOST_REMOVED")));
        var board = visitors.operator().visit("/operations?open=true");
        for (var move : moves) {
            board.page().getByLabel("Tick the operation of " + move.host()).check();
        }
        assertThat(board.page().locator(".tick-bar")).containsText("2 ticked");
        board.button("Decide the 2 ticked").click();

        assertThat(board.page().locator(".page-note")).containsText("2 ticked.");
        assertThat(rows(board)).hasCount(2);
        for (var move : moves) {
            var choice = board.page().getByLabel("What is to be done with " + move.host());
            choice.selectOption("ROLL_BACK");
        }
        assertThat(board.page().locator(".decision-groups"))
                .containsText("The hosts are then in " + moves.getFirst().sourceAggregate());
        board.page().getByLabel("Read " + moves.getFirst().host() + " now").click();
        assertThat(rows(board)
                        .filter(new Locator.FilterOptions()
                                .setHasText(moves.getFirst().host())))
                .containsText(
                        Pattern.compile("In no aggregate; service (en|dis)abled and up", Pattern.CASE_INSENSITIVE));
        because(board);
        commit(board).click();

        assertThat(board.page().locator(".decision-outcome")).containsText("2 accepted");
        // Not earlier: a retry of the worker could succeed before the decision.
        visitors.cloud().behave();
        for (var id : ids) {
            visitors.awaitEnd(id);
        }
    }

    @Test
    void all_that_match_are_fixed_when_they_are_staged_and_a_double_click_sends_once() {
        var board = stuck(340, ColorScheme.LIGHT);
        var requests = new ConcurrentLinkedQueue<String>();
        board.page().route("**/api/decisions", route -> {
            requests.add(route.request().headerValue("Idempotency-Key"));
            answer(route, outcomes(sent(route), "ACCEPTED"));
        });
        assertThat(board.page().locator(".tick-bar")).containsText("340 open operations match");

        board.button("Decide all 340 that match").click();
        assertThat(board.page().locator(".page-note"))
                .hasText("All 340 that match state:needs-operator and can be decided.");
        assertThat(board.page().locator(".top-approvals[href='/decisions']")).containsText("340");
        assertThat(board.page().locator(".decision-groups li")).hasCount(1);
        assertThat(board.page().locator(".decision-groups"))
                .hasText(
                        "340 × Put back into A100-n3 OpenStack: add the host to A100-n3. The hosts are then in A100-n3.");
        board.button("Take out CA1-STUCK-007").click();
        assertThat(board.page().locator(".page-note")).containsText("339 of the 340 that match");
        board.button("Undo").click();
        assertThat(commit(board)).hasText("Commit 340 decisions");
        board.visit("/board");
        assertThat(board.page().locator(".top-approvals[href='/decisions']")).containsText("340");
        board.page().locator(".top-approvals[href='/decisions']").click();

        because(board);
        commit(board).dblclick();

        assertThat(board.page().locator(".decision-outcome")).containsText("340 accepted");
        assertThat(rows(board)).hasCount(0);
        assertThat(requests).hasSize(1);
    }

    @Test
    void after_a_lost_answer_the_same_request_is_sent_again_with_the_same_key() {
        var board = stuck(3, ColorScheme.LIGHT);
        var lost = new AtomicBoolean(true);
        var keys = new ConcurrentLinkedQueue<String>();
        board.page().route("**/api/decisions", route -> {
            keys.add(route.request().headerValue("Idempotency-Key"));
            if (lost.getAndSet(false)) {
                route.abort();
            } else {
                answer(route, outcomes(sent(route), "ACCEPTED"));
            }
        });
        board.button("Decide all 3 that match").click();
        because(board);
        commit(board).click();

        assertThat(board.page().locator(".decision-again"))
                .containsText("No complete answer came for 3 decisions: some may have been accepted.");
        assertThat(commit(board)).isDisabled();
        board.page().reload();
        board.button("Send it again").click();
        assertThat(board.page().locator(".decision-outcome")).containsText("3 accepted");
        assertThat(keys).hasSize(2);
        assertThat(keys.stream().distinct()).hasSize(1);
    }

    @Test
    void what_has_changed_in_between_is_told_and_left_out_and_each_outcome_is_kept_with_its_reason() {
        var board = stuck(3, ColorScheme.LIGHT);
        board.page().unroute("**/api/preview-decisions");
        board.page().route("**/api/preview-decisions", route -> {
            ObjectNode now = Json.MAPPER.valueToTree(preview(sent(route)));
            ((ObjectNode) now.path("items").path(0)).put("entered_at", "2026-02-03T05:00:00Z");
            answer(route, now);
        });
        board.page().route("**/api/decisions", route -> {
            assertThat(sent(route).path("decisions").size()).isEqualTo(2);
            ObjectNode all = Json.MAPPER.valueToTree(outcomes(sent(route), "ACCEPTED"));
            ((ObjectNode) all.path("items").path(0)).put("result", "REFUSED").put("why", "admin was faster.");
            answer(route, all);
        });
        board.button("Decide all 3 that match").click();

        assertThat(rows(board).first()).containsText("It has changed since it was staged");
        assertThat(commit(board)).hasText("Commit 2 decisions");
        assertThat(board.page().locator(".review-note")).hasText("1 left out");
        because(board);
        commit(board).click();

        assertThat(board.page().locator(".decision-outcome")).containsText("Of 2 decisions: 1 accepted, 1 refused.");
        assertThat(rows(board)).hasCount(2);
        assertThat(rows(board).nth(1)).containsText("admin was faster.");
        board.button("Take out what is left out").click();
        assertThat(rows(board)).hasCount(0);
    }

    @Test
    void a_refusal_of_the_whole_request_commits_nothing_and_says_why() {
        var board = stuck(2, ColorScheme.LIGHT);
        board.page()
                .route(
                        "**/api/decisions",
                        route -> route.fulfill(new FulfillOptions()
                                .setStatus(403)
                                .setContentType("application/problem+json")
                                .setBody("{\"detail\": \"Nothing was done. Your role does not allow it.\"}")));
        board.button("Decide all 2 that match").click();
        because(board);
        commit(board).click();

        assertThat(board.page().locator(".decision-outcome")).containsText("Your role does not allow it.");
        assertThat(commit(board)).isEnabled();
        assertThat(rows(board)).hasCount(2);
    }

    @Test
    void while_the_operations_cannot_be_read_nothing_can_be_committed() {
        var board = stuck(2, ColorScheme.LIGHT);
        board.page().unroute("**/api/preview-decisions");
        board.page().route("**/api/preview-decisions", route -> route.abort());
        board.button("Decide all 2 that match").click();

        assertThat(board.page().getByText("The operations could not be read, so nothing can be committed."))
                .isVisible();
        assertThat(commit(board)).isDisabled();
    }

    @Test
    void a_viewer_ticks_nothing() {
        var board = visitors.viewer().visit(LIST);

        assertThat(board.linkState()).hasText("Live");
        assertThat(board.page().locator(".tick-cell")).hasCount(0);
        board.visit("/decisions");
        assertThat(board.page().locator(".state-note")).containsText("Nothing is staged.");
    }

    @ParameterizedTest
    @CsvSource({"820, LIGHT", "1280, DARK", "1440, LIGHT", "1920, DARK"})
    void five_hundred_fit_on_every_screen(int width, ColorScheme theme) {
        var board = stuck(500, theme);
        board.page().setViewportSize(width, Visitors.HEIGHT);
        assertThat(board.page().locator(".tick-bar")).isVisible();
        keep(board, "stuck-list", width, theme);
        board.button("Decide all 500 that match").click();

        assertThat(commit(board)).hasText("Commit 500 decisions");
        assertThat(board.page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(width);
        assertThat(board.page().locator(".btn-user")).isInViewport();
        keep(board, "decisions", width, theme);
    }

    private static void keep(Board board, String view, int width, ColorScheme theme) {
        board.page()
                .screenshot(new ScreenshotOptions()
                        .setPath(FOLDER.resolve("%s-%d-%s.png"
                                .formatted(view, width, theme.name().toLowerCase(Locale.ROOT)))));
    }
}
