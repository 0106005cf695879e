package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import io.spotmanager.system.harness.Move;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names from clouds that try to be markup: every one stays text, wherever it is shown. */
@BoardTest
class StrangeNamesTest {
    private static final String MARKUP = "<img src=x onerror=\"document.title='hacked'\">";
    private static final String IN_JSON = MARKUP.replace("\"", "\\\\\"");

    private final Visitors visitors;
    private Move move;
    private Board board;

    StrangeNamesTest(Visitors visitors) {
        this.visitors = visitors;
    }

    /** Puts the markup in place of a member's values in every answer of the API. */
    @BeforeEach
    void spoilAnswers() {
        move = visitors.freeMove();
        board = visitors.operator();
        board.page().route("**/api/**", route -> {
            if (route.request().url().endsWith("/api/events")) {
                route.resume();
                return;
            }
            var answer = route.fetch();
            route.fulfill(new FulfillOptions().setResponse(answer).setBody(spoiled(answer)));
        });
    }

    private static String spoiled(APIResponse answer) {
        return answer.text()
                .replaceAll(
                        "\"(tenant|owner_group|rack|label|reason|cause|command|answer|text|image_name|project)\":\"(?:[^\"\\\\]|\\\\.)*\"",
                        "\"$1\":\"" + Matcher.quoteReplacement(IN_JSON.replace("\\\\", "\\")) + "\"")
                .replaceAll(
                        "(\"vms\":\\[\\{\"id\":\"[^\"]*\",\"name\":)\"[^\"]*\"",
                        "$1\"" + Matcher.quoteReplacement(IN_JSON.replace("\\\\", "\\")) + "\"");
    }

    private static void requireTextOnly(Page page) {
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.title()).doesNotContain("hacked");
    }

    @Test
    void on_cards_in_the_cart_and_in_the_review() {
        board.open(move.gpuType());
        assertThat(board.page()
                        .locator(".card-owner")
                        .filter(new Locator.FilterOptions().setHasText(MARKUP))
                        .first())
                .isVisible();

        board.drag(move.host(), move.targetAggregate());
        board.cart().review();
        assertThat(board.cart().reviewed(move.host()).locator(".checks").last()).containsText(MARKUP);
        requireTextOnly(board.page());
    }

    @Test
    void in_the_dialog_of_vms() {
        var host = visitors.cloud().fleet().hosts().stream()
                .filter(each -> !each.empty() && each.aggregates().stream().anyMatch(pool -> pool.endsWith("-n3")))
                .findFirst()
                .orElseThrow();
        board.visit("/board/%s?vms=%s".formatted(host.aggregates().getFirst().replace("-n3", ""), host.host()));

        assertThat(board.page().locator("dialog tbody tr").first()).containsText(MARKUP);
        requireTextOnly(board.page());
    }

    @Test
    void in_an_operation_the_history_the_commands_and_the_search() {
        var id = visitors.api().move(move);
        visitors.awaitEnd(id);

        board.visit("/operations/" + id);
        assertThat(board.page().locator(".call-command").first()).hasText(MARKUP);
        requireTextOnly(board.page());
        board.visit("/commands");
        assertThat(board.page().locator(".call-answer").first()).containsText(MARKUP);
        requireTextOnly(board.page());
        board.visit("/search?q=" + move.host());
        assertThat(board.page().locator("tbody a").first()).hasText(MARKUP);
        requireTextOnly(board.page());
    }

    @Test
    void an_address_that_is_a_script_is_no_link() {
        board.page().route("**/api/aggregates/*", route -> {
            var answer = route.fetch();
            var body = answer.text().replaceAll("\"netbox_url\":\"[^\"]*\"", "\"netbox_url\":\"javascript:alert(1)\"");
            route.fulfill(new FulfillOptions().setResponse(answer).setBody(body));
        });

        board.open(move.gpuType());

        assertThat(board.card(move.host())).isVisible();
        assertThat(board.page().locator("a[href^='javascript']")).hasCount(0);
        assertThat(board.card(move.host()).locator("a[target]")).isHidden();
    }
}
