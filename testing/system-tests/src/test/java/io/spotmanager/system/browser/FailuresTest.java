package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import io.spotmanager.audit.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What failed, and how often, is read at a glance on a screen of any width; every word of it is there on demand. */
@BoardTest
class FailuresTest {
    private static final String ID = "00000000-0000-7000-8000-000000000001";
    private static final String EXCEPTION = "<class 'oslo_messaging.exceptions.MessagingTimeout'>";
    private static final String SENTENCE =
            "500 Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/"
                    + " and attach the Nova API log if possible. " + EXCEPTION;
    private static final String HOST = "CA1-ESC8-L40-04";
    private static final String COMMAND = "openstack aggregate %s host L40-n3 " + HOST;
    private static final Instant BEGAN = Instant.parse("2026-02-03T04:05:06Z");
    private static final int ATTEMPTS_OF_A_STEP = 10;
    private static final double READABLE_PX = 280;
    private static final double TWO_LINES_PX = 45;
    private static final int A_FEW_SCREENS_PX = 2_000;

    private final Visitors visitors;

    FailuresTest(Visitors visitors) {
        this.visitors = visitors;
    }

    private static Map<String, Object> call(String verb, String answer) {
        return Map.of("command", COMMAND.formatted(verb), "answer", answer, "took_ms", 60_012);
    }

    private static List<Map<String, Object>> calls(String verb, int attempt) {
        var request = " (Request-ID: req-%08d-1111-4222-8333-444444444444)".formatted(attempt);
        return List.of(call(verb, SENTENCE + request), call("show", SENTENCE + request));
    }

    private static Map<String, Object> entry(int seq, String step, String state, int attempt) {
        var verb = step.startsWith("add") ? "add" : "remove";
        var last = attempt == ATTEMPTS_OF_A_STEP;
        Map<String, Object> entry = new HashMap<>();
        entry.put("seq", seq);
        entry.put("at", BEGAN.plusSeconds(60L * seq).toString());
        entry.put("actor", "worker:1");
        entry.put("event", last ? "EXHAUSTED" : "RETRY");
        entry.put("from_state", state);
        entry.put("to_state", last ? "RESTORING" : state);
        entry.put("step", step);
        entry.put("attempt", attempt);
        entry.put(
                "detail",
                Map.of(
                        "why",
                        "not known whether it was done: " + SENTENCE,
                        "took_ms",
                        60_500,
                        "calls",
                        calls(verb, attempt)));
        return entry;
    }

    /** An add that failed ten times and then a restore that failed ten times. */
    private static Map<String, Object> operation() {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (var attempt = 1; attempt <= ATTEMPTS_OF_A_STEP; attempt++) {
            steps.add(entry(steps.size() + 1, "add host", "HOST_REMOVED", attempt));
        }
        for (var attempt = 1; attempt <= ATTEMPTS_OF_A_STEP; attempt++) {
            steps.add(entry(steps.size() + 1, "restore host", "RESTORING", attempt));
        }
        Map<String, Object> operation = new HashMap<>();
        operation.put("id", ID);
        operation.put("kind", "migration");
        operation.put("state", "NEEDS_OPERATOR");
        operation.put("open", true);
        operation.put("host", HOST);
        operation.put("request", Map.of("host", HOST, "source_aggregate", "L40-n3-spot", "target_aggregate", "L40-n3"));
        operation.put("requested_by", "operator");
        operation.put("cause", "restore host failed 10 times: " + SENTENCE);
        operation.put("actions", List.of());
        operation.put("created_at", BEGAN.toString());
        operation.put("entered_at", BEGAN.plusSeconds(1_200).toString());
        operation.put("updated_at", BEGAN.plusSeconds(1_200).toString());
        operation.put("steps", steps);
        return operation;
    }

    private static void answer(Route route, Object body) {
        route.fulfill(
                new FulfillOptions().setContentType("application/json").setBody(Json.MAPPER.writeValueAsString(body)));
    }

    private static int heightOf(Board board) {
        return (int) board.page().evaluate("Math.ceil(document.querySelector('.page').getBoundingClientRect().height)");
    }

    /** Measured again while the page draws itself anew, since what is taken out has no size. */
    private static void requireReadable(Locator commands) {
        await().pollInSameThread().ignoreExceptions().untilAsserted(() -> {
            assertThat(commands.count()).isPositive();
            for (var command : commands.all()) {
                var box = command.boundingBox();
                assertThat(box.width).as("width of a command").isGreaterThan(READABLE_PX);
                assertThat(box.height).as("height of a command").isLessThan(TWO_LINES_PX);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 1440, 2560})
    void twenty_attempts_with_the_same_answer_take_a_few_lines(int width) {
        var board = visitors.operator();
        board.page().setViewportSize(width, Visitors.HEIGHT);
        board.page().route("**/api/operations/" + ID, route -> answer(route, operation()));

        board.visit("/operations/" + ID);

        var attempts = board.page().locator(".stage[data-step='add host'] .attempt");
        assertThat(attempts.first()).containsText("Attempts 1–9 · retry");
        assertThat(attempts).hasCount(2);
        requireReadable(board.page().locator(".call-command"));
        assertThat(heightOf(board)).as("height of the page").isLessThan(A_FEW_SCREENS_PX);
        var seen = board.page().locator(".page").innerText();
        assertThat(seen).contains("500 MessagingTimeout");
        assertThat(seen.split("bugs.launchpad.net", -1).length - 1)
                .as("how often the whole sentence stands there")
                .isEqualTo(1);

        attempts.first().locator(".attempt-all > summary").click();
        assertThat(attempts.first().locator(".attempt-each > li")).hasCount(ATTEMPTS_OF_A_STEP - 1);
        board.page().locator(".call-text > summary").first().click();
        assertThat(board.page().locator(".call-text > p").first()).isVisible();
        assertThat(board.page().locator(".call-text > p").first()).containsText(SENTENCE);
        requireReadable(board.page().locator(".call-command:visible"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 1440, 2560})
    void a_command_that_failed_is_as_readable_as_one_that_did_not(int width) {
        var board = visitors.operator();
        board.page().setViewportSize(width, Visitors.HEIGHT);
        var item = Map.of(
                "at",
                BEGAN.toString(),
                "operation_id",
                ID,
                "host",
                HOST,
                "step",
                "add host",
                "event",
                "RETRY",
                "calls",
                calls("add", 1));
        board.page().route("**/api/command-log**", route -> answer(route, Map.of("items", List.of(item))));

        board.visit("/commands");

        assertThat(board.page().locator(".call-class").first()).hasText("500 MessagingTimeout");
        requireReadable(board.page().locator(".call-command"));
        assertThat(board.page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(width);
    }
}
