package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import io.spotmanager.audit.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What the page of tokens says where a token is not made, and to whom it shows nothing. */
@BoardTest
class TokensTest {
    private final Visitors visitors;

    TokensTest(Visitors visitors) {
        this.visitors = visitors;
    }

    private static FulfillOptions answer(int status, Object body) {
        return new FulfillOptions()
                .setStatus(status)
                .setContentType(status < 400 ? "application/json" : "application/problem+json")
                .setBody(Json.MAPPER.writeValueAsString(body));
    }

    /** An admin to whom no token is made, because of these fields. */
    private Board adminRefusedFor(List<Map<String, String>> fields) {
        var board = visitors.operator();
        board.page().route("**/api/me", route -> {
            var me = (ObjectNode) Json.MAPPER.readTree(route.fetch().body());
            route.fulfill(answer(200, me.put("role", "ADMIN")));
        });
        board.page()
                .route(
                        "**/api/tokens",
                        route -> route.fulfill(
                                route.request().method().equals("GET")
                                        ? answer(200, Map.of("items", List.of()))
                                        : answer(400, Map.of("detail", "Nothing was done.", "errors", fields))));
        return board.visit("/tokens");
    }

    @Test
    void each_field_that_is_wrong_says_so_where_it_stands_also_if_it_is_folded_away() {
        var board = adminRefusedFor(List.of(
                Map.of("field", "addresses", "message", "must have 1 to 20 addresses or networks"),
                Map.of("field", "name", "message", "must say what the token is for"),
                Map.of("field", "limits[0].name", "message", "is no pool")));
        assertThat(board.page().locator("#view")).containsText("No token has been made yet.");
        assertThat(board.page().locator(".table-frame")).isHidden();

        board.button("Make a token").click();
        board.page().getByLabel("What it is for").fill("nightly moves");
        board.button("Make the token").click();

        var dialog = board.page().locator("dialog[open]");
        assertThat(noteOf(dialog, "#token-name")).hasText("This must say what the token is for.");
        assertThat(noteOf(dialog, "#token-addresses")).hasText("This must have 1 to 20 addresses or networks.");
        assertThat(dialog.locator("#token-addresses")).isVisible();
        assertThat(dialog.locator("#token-name")).isFocused();
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("limits[0].name is no pool");
    }

    private static Locator noteOf(Locator dialog, String field) {
        return dialog.locator(field + "[aria-invalid=true] ~ .field-error");
    }

    @Test
    void who_may_not_see_tokens_is_told_so_once_and_without_a_button_that_would_not_help() {
        var board = visitors.viewer().visit("/tokens");

        assertThat(board.page().locator("#view [role=alert]")).containsText("Your role does not allow it.");
        assertThat(board.button("Try again")).hasCount(0);
        assertThat(board.page().locator(".table-frame")).isHidden();
    }
}
