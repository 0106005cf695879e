package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.spotmanager.audit.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the clouds and the history differ, and what an operator does about it. */
@BoardTest
class ReconcilingTest {
    private static final String ID = "00000000-0000-7000-8000-000000000003";
    private static final Path FOLDER = Path.of("target/screenshots");
    private static final String ADDRESS = "**/api/reconciliation";
    private static final String CASES = """
            820, LIGHT
            1280, LIGHT
            1920, LIGHT
            820, DARK
            1280, DARK
            1920, DARK
            """;

    private final Visitors visitors;

    ReconcilingTest(Visitors visitors) {
        this.visitors = visitors;
    }

    /** As a gateway of the release before answers: without "not_set_up". */
    private static Map<String, Object> found() {
        var now = Instant.now().toString();
        var host = new HashMap<String, Object>(Map.of(
                "host",
                "CA1-ESC8-A100-04",
                "operation",
                ID,
                "ended_at",
                now,
                "expected",
                "A100-n3",
                "pools",
                List.of("A100-n3-spot"),
                "choices",
                List.of("ADOPT", "REPAIR")));
        var lost = new HashMap<>(host);
        lost.putAll(Map.of("host", "CA1-ESC8-A100-05", "pools", List.of(), "choices", List.of("ADOPT")));
        return Map.of(
                "read_at",
                now,
                "freeze",
                Map.of("mode", "OFF", "number", 0),
                "totals",
                Map.of("missing", 1, "open", 1, "hosts", 1_200, "vms", 1),
                "missing",
                List.of(Map.of(
                        "operation",
                        ID,
                        "kind",
                        "migration",
                        "host",
                        "CA1-ESC8-A100-06",
                        "state",
                        "SUCCEEDED",
                        "seq",
                        5,
                        "found_seq",
                        3,
                        "pools",
                        List.of("A100-n3-spot"),
                        "noticed_by",
                        "api-gateway@gateway-1",
                        "noticed_at",
                        now)),
                "open",
                List.of(Map.of(
                        "operation",
                        ID,
                        "kind",
                        "migration",
                        "host",
                        "CA1-ESC8-A100-06",
                        "state",
                        "HOST_REMOVED",
                        "requested_by",
                        "olga",
                        "created_at",
                        now,
                        "pools",
                        List.of("A100-n3-spot"),
                        "step",
                        "add host",
                        "next",
                        "The host would be added to A100-n3-spot, in which it is already.",
                        "actions",
                        List.of("CANCEL"))),
                "hosts",
                List.of(host, lost),
                "vms",
                List.of(Map.of("id", 100_061, "name", "CA1-ESC8-L40-06", "operation", ID)),
                "unread",
                List.of("Hyperstack: no answer within 20 s"));
    }

    private static Map<String, Object> foundWithout(String notSetUp) {
        var found = new HashMap<>(found());
        found.putAll(Map.of("unread", List.of(), "not_set_up", List.of(notSetUp)));
        return found;
    }

    private Board reading(int width, ColorScheme theme, int status, Map<String, ?> body) {
        var board = visitors.inTheme(theme).operator();
        board.page().setViewportSize(width, Visitors.HEIGHT);
        board.page().route(ADDRESS, route -> route.fulfill(answer(status, body)));
        return board;
    }

    private static FulfillOptions answer(int status, Map<String, ?> body) {
        return new FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody(Json.MAPPER.writeValueAsString(body));
    }

    private static void keep(Board board, String view, int width, ColorScheme theme) {
        board.page()
                .screenshot(new ScreenshotOptions()
                        .setPath(FOLDER.resolve("%s-%d-%s.png"
                                .formatted(view, width, theme.name().toLowerCase(Locale.ROOT)))));
    }

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void each_difference_is_listed_with_its_age_and_what_was_not_read(int width, ColorScheme theme) {
        var board = reading(width, theme, 200, found()).visit("/reconciliation");
        var page = board.page().locator("#view");

        assertThat(page).containsText("1,200 hosts are elsewhere, 1 operation is open");
        assertThat(page).containsText("The first 2 of 1,200");
        assertThat(page).containsText("Not read, so nothing is known of it: Hyperstack: no answer within 20 s");
        assertThat(page.locator(".reconciliation-age")).containsText("ago");
        assertThat(page).containsText("The host would be added to A100-n3-spot, in which it is already.");
        assertThat(page.locator("button[data-choice]")).hasText(new String[] {"Adopt", "Repair", "Adopt"});
        keep(board, "reconciliation", width, theme);
    }

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void what_is_not_set_up_is_told_and_is_no_alarm(int width, ColorScheme theme) {
        var sentence = "Hyperstack is not set up here, so VMs were not compared.";
        var board = reading(width, theme, 200, foundWithout(sentence)).visit("/reconciliation");

        assertThat(board.page().locator(".reconciliation-refusal")).hasText(sentence);
        assertThat(board.page().locator("#view [role=alert]")).hasCount(0);
        keep(board, "reconciliation-not-set-up", width, theme);
    }

    @ParameterizedTest
    @CsvSource("1280, LIGHT")
    void repairing_a_host_sends_its_reason_and_what_is_acknowledged(int width, ColorScheme theme) {
        var board = reading(width, theme, 200, found());
        var sent = new AtomicReference<JsonNode>();
        board.page().route(ADDRESS + "/repair", route -> {
            sent.set(Json.MAPPER.readTree(route.request().postData()));
            route.fulfill(answer(202, Map.of("id", ID, "state", "REQUESTED", "href", "/api/operations/" + ID)));
        });
        board.visit("/reconciliation");

        board.button("Repair CA1-ESC8-A100-04").click();
        var dialog = board.page().locator("dialog[open]");
        assertThat(dialog).containsText("CA1-ESC8-A100-04 is moved from A100-n3-spot back to A100-n3");
        dialog.getByLabel("VMs run on the host").check();
        dialog.getByLabel("Reason").fill("moved by hand");
        keep(board, "reconciliation-repair", width, theme);
        dialog.locator("button[type=submit]").click();

        assertThat(board.notice()).containsText("Repair of CA1-ESC8-A100-04 was accepted.");
        assertThat(Objects.requireNonNull(sent.get()).toString())
                .isEqualTo("{\"host\":\"CA1-ESC8-A100-04\",\"reason\":\"moved by hand\",\"acknowledge\":[\"vms\"]}");
    }

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void a_cloud_that_cannot_be_read_is_no_empty_list(int width, ColorScheme theme) {
        var board = reading(width, theme, 503, Map.of("detail", "OpenStack could not be read (no answer within 20 s)."))
                .visit("/reconciliation");

        assertThat(board.page().locator("#view [role=alert]"))
                .containsText("The clouds and the history were not compared. OpenStack could not be read");
        assertThat(board.button("Try again")).isVisible();
        assertThat(board.page().locator("#view").innerText()).doesNotContain("No difference");
        keep(board, "reconciliation-unread", width, theme);
    }

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void while_the_service_is_held_its_bar_leads_here_and_nothing_can_be_asked_for(int width, ColorScheme theme) {
        var board = reading(width, theme, 200, found());
        board.page().route("**/api/me", route -> {
            var me = (ObjectNode) Json.MAPPER.readTree(route.fetch().body());
            me.set(
                    "freeze",
                    Json.MAPPER.valueToTree(
                            Map.of("mode", "HELD", "number", 9, "by", "gateway-1", "reason", "an older database")));
            route.fulfill(answer(200, Json.MAPPER.convertValue(me, Map.class)));
        });
        // What the gateway itself says of the freeze would be older.
        board.page().route("**/api/events", route -> route.abort());
        board.visit("/operations");

        board.page().locator("#freeze a").click();

        assertThat(board.page().locator("h1")).hasText("Reconciliation");
        assertThat(board.page().locator(".reconciliation-refusal")).containsText("when the hold is released");
        assertThat(board.page().locator("button[data-choice]:disabled")).hasCount(3);
        keep(board, "reconciliation-held", width, theme);
    }

    @ParameterizedTest
    @CsvSource("1280, LIGHT")
    void viewers_see_it_without_buttons(int width, ColorScheme theme) {
        var board = visitors.inTheme(theme).viewer();
        board.page().setViewportSize(width, Visitors.HEIGHT);
        board.page().route(ADDRESS, route -> route.fulfill(answer(200, found())));
        board.visit("/reconciliation");

        assertThat(board.page().locator("#view")).containsText("1,200 hosts are elsewhere");
        assertThat(board.page().locator("button[data-choice]")).hasCount(0);
    }
}
