package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.spotmanager.audit.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Before a person decides about a host, each button says what it will do to that host. */
@BoardTest
class DecidingTest {
    private static final String ID = "00000000-0000-7000-8000-000000000002";
    private static final String HOST = "CA1-ESC8-A100-04";
    private static final Instant BEGAN = Instant.parse("2026-02-03T04:05:06Z");
    private static final Path FOLDER = Path.of("target/screenshots");

    private final Visitors visitors;

    DecidingTest(Visitors visitors) {
        this.visitors = visitors;
    }

    private static Map<String, Object> effect(String action, String caption, boolean recommended) {
        Map<String, Object> effect = new HashMap<>();
        effect.put("action", action);
        effect.put("caption", caption);
        effect.put("effect", "What happens then, for %s.".formatted(action));
        effect.put("recommended", recommended);
        effect.put("read_at", BEGAN.toString());
        if (recommended) {
            effect.put("reason", "The host is in no pool and sells nothing.");
        }
        return effect;
    }

    /** The way there and the way back both gave up. */
    private static Map<String, Object> operation(List<Map<String, Object>> effects) {
        Map<String, Object> operation = new HashMap<>();
        operation.put("id", ID);
        operation.put("kind", "migration");
        operation.put("state", "NEEDS_OPERATOR");
        operation.put("open", true);
        operation.put("host", HOST);
        operation.put(
                "request", Map.of("host", HOST, "source_aggregate", "A100-n3", "target_aggregate", "A100-n3-spot"));
        operation.put("requested_by", "operator");
        operation.put("cause", "gave up after 10 attempts; the last one: Nova refused (403): no such right");
        operation.put("actions", List.of("RETRY", "ROLL_BACK", "SKIP", "ADOPT", "CANCEL"));
        if (!effects.isEmpty()) {
            operation.put("action_effects", effects);
        }
        operation.put("created_at", BEGAN.toString());
        operation.put("entered_at", BEGAN.plusSeconds(60).toString());
        operation.put("updated_at", BEGAN.plusSeconds(60).toString());
        operation.put("steps", new ArrayList<>());
        return operation;
    }

    private Board deciding(int width, ColorScheme theme, List<Map<String, Object>> effects) {
        var board = visitors.inTheme(theme).operator();
        board.page().setViewportSize(width, Visitors.HEIGHT);
        board.page()
                .route(
                        "**/api/operations/" + ID,
                        route -> route.fulfill(new FulfillOptions()
                                .setContentType("application/json")
                                .setBody(Json.MAPPER.writeValueAsString(operation(effects)))));
        return board.visit("/operations/" + ID);
    }

    private static Locator buttons(Board board) {
        return board.page().locator(".op-actions button");
    }

    private static void keep(Board board, String view, int width, ColorScheme theme) {
        board.page().screenshot();
        board.page()
                .screenshot(new ScreenshotOptions()
                        .setPath(FOLDER.resolve("%s-%d-%s.png"
                                .formatted(view, width, theme.name().toLowerCase(Locale.ROOT)))));
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1440, LIGHT", "2560, LIGHT", "1280, DARK", "1440, DARK", "2560, DARK"})
    void each_button_says_what_it_does_to_the_host_and_one_is_recommended(int width, ColorScheme theme) {
        var board = deciding(
                width,
                theme,
                List.of(
                        effect("RETRY", "Add to A100-n3-spot", false),
                        effect("ROLL_BACK", "Put back into A100-n3", true),
                        effect("SKIP", "Change nothing, check that it is in A100-n3-spot", false),
                        effect("ADOPT", "Leave it in no pool and close", false)));

        assertThat(buttons(board)).hasText(new String[] {
            "Add to A100-n3-spot",
            "Put back into A100-n3",
            "Change nothing, check that it is in A100-n3-spot",
            "Leave it in no pool and close"
        });
        assertThat(board.page().locator(".op-actions .btn-primary")).hasText("Put back into A100-n3");
        assertThat(board.page().locator(".action-advice"))
                .containsText(
                        "Recommended: Put back into A100-n3. The host is in no pool and sells nothing. Last read");
        keep(board, "deciding", width, theme);
        assertThat(board.page().locator(".host-now")).containsText("The worker read it last");
        board.button("Read %s now".formatted(HOST)).click();
        assertThat(board.page().locator(".host-now"))
                .containsText(Pattern.compile(
                        "(in \\S+; service \\w+ and up; .* Read|knows no host)", Pattern.CASE_INSENSITIVE));

        board.button("Leave it in no pool and close").click();

        var dialog = board.page().locator("dialog[open]");
        assertThat(dialog).containsText("Leave it in no pool and close: " + HOST);
        assertThat(dialog).containsText("What happens then, for ADOPT.");
        assertThat(dialog).containsText("Last read");
        keep(board, "deciding-dialog", width, theme);
    }

    @ParameterizedTest
    @CsvSource("1440, LIGHT")
    void what_an_earlier_release_does_not_say_is_not_made_up(int width, ColorScheme theme) {
        var board = deciding(width, theme, List.of());

        assertThat(buttons(board)).hasText(new String[] {"Retry", "Roll back", "Skip this step", "Adopt", "Cancel"});
        assertThat(board.page().locator(".action-advice")).hasCount(0);
        board.button("Retry").click();
        assertThat(board.page().locator("dialog[open]")).containsText("does not say what this does to the host");
        assertThat(board.page().locator("dialog[open]").innerText()).doesNotContain("tried again");
    }
}
