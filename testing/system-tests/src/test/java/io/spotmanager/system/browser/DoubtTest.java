package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A list of a cloud that is not believed is said on every page, and an operator can accept it there. */
@BoardTest
class DoubtTest {
    private static final String SNAPSHOT = """
            {"generation": 1, "sources": [{"name": "servers", "state": "STALE", "read_at": "2026-11-28T12:00:00Z",
             "trouble": "the list shows 3 servers in place of 480, which is not believed",
             "doubt": {"since": "2026-11-28T12:05:00Z", "shows": "3 servers in place of 480"%s}}]}""";

    private final Visitors visitors;

    DoubtTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @Test
    void an_operator_accepts_it_with_a_reason() {
        var page = visitors.operator().page();
        var accepted = new AtomicReference<>("");
        doubting(page, accepted);
        visit(page, "/board");

        assertThat(bar(page)).containsText("the list of VMs shows 3 servers in place of 480. It is not believed");
        button(page).click();
        page.getByLabel("Reason").fill("rack 7 was taken down");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Accept").setExact(true))
                .click();

        assertThat(bar(page)).containsText("olga accepted that");
        assertThat(button(page)).isHidden();
        assertThat(accepted.get()).isEqualTo("{\"source\":\"servers\",\"reason\":\"rack 7 was taken down\"}");
    }

    @Test
    void a_viewer_sees_it_and_has_no_button() {
        var page = visitors.viewer().page();
        doubting(page, new AtomicReference<>(""));
        visit(page, "/operations");

        assertThat(bar(page)).containsText("3 servers in place of 480");
        assertThat(button(page)).hasCount(0);
    }

    private static Locator bar(Page page) {
        return page.locator("#doubts");
    }

    private static Locator button(Page page) {
        return page.getByText("Accept the list", new Page.GetByTextOptions().setExact(true));
    }

    private static void visit(Page page, String path) {
        page.navigate(path);
    }

    /** The stream of events would bring the true snapshot. */
    private static void doubting(Page page, AtomicReference<String> accepted) {
        page.route("**/api/events*", route -> route.abort());
        page.route(
                "**/api/snapshot",
                route -> route.fulfill(new FulfillOptions()
                        .setContentType("application/json")
                        .setBody(SNAPSHOT.formatted(accepted.get().isEmpty() ? "" : ", \"accepted_by\": \"olga\""))));
        page.route("**/api/snapshot/accept", route -> {
            accepted.set(route.request().postData());
            route.fulfill(new FulfillOptions()
                    .setStatus(202)
                    .setContentType("application/json")
                    .setBody("{\"generation\": 1}"));
        });
    }
}
