package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.ClickOptions;
import com.microsoft.playwright.Mouse.MoveOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import java.time.Duration;
import java.util.List;

/** What a person sees of the board and does with it. */
final class Board {
    /** Long enough for a machine that is five times slower than the slowest we know. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Page page;

    Board(Page page) {
        this.page = page;
    }

    Page page() {
        return page;
    }

    /** The board of a GPU type, with its hosts and live. */
    Board open(String gpuType) {
        visit("/board/" + gpuType);
        assertThat(page.locator(".board-body")).hasAttribute("data-state", "ready");
        assertThat(page.locator("#status")).hasAttribute("data-link", "live");
        return this;
    }

    Board visit(String path) {
        page.navigate(path);
        return this;
    }

    Locator column(String pool) {
        return page.locator(".col[data-column='%s']".formatted(pool));
    }

    /** The host's card in that pool's column. */
    Locator card(String host, String pool) {
        return column(pool).locator(".card[data-key][data-host='%s']".formatted(host));
    }

    /** Its card, wherever it is first. */
    Locator card(String host) {
        return page.locator(".card[data-key][data-host='%s']".formatted(host)).first();
    }

    Locator planned(String host, String pool) {
        return column(pool).locator(".card-plan").filter(new Locator.FilterOptions().setHasText(host));
    }

    Board select(List<String> hosts) {
        card(hosts.getFirst()).click();
        for (var host : hosts.subList(1, hosts.size())) {
            card(host).click(new ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
        }
        return this;
    }

    /** Picks the host up and holds it over a pool's column. */
    Board dragOver(String host, String pool) {
        var card = card(host);
        card.scrollIntoViewIfNeeded();
        var from = card.boundingBox();
        var to = column(pool).boundingBox();
        page.mouse().move(from.x + 40, from.y + 10);
        page.mouse().down();
        page.mouse().move(from.x + 52, from.y + 16);
        page.mouse().move(to.x + to.width / 2, to.y + 200, new MoveOptions().setSteps(5));
        return this;
    }

    Board drop() {
        page.mouse().up();
        return this;
    }

    Board drag(String host, String pool) {
        return dragOver(host, pool).drop();
    }

    /** What the picture under the pointer says about the target. */
    Locator ghost() {
        return page.locator(".ghost");
    }

    Locator verdictOn(String pool) {
        return column(pool).locator(".col-verdict");
    }

    Board press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator menuItem(String name) {
        return page.locator("[role=menuitem]").filter(new Locator.FilterOptions().setHasText(name));
    }

    /** The line of the status bar that tells what has just happened. */
    Locator notice() {
        return page.locator(".notice");
    }

    /** What the board says about itself when it is old. */
    Locator banner() {
        return page.locator(".banner");
    }

    Locator linkState() {
        return page.locator(".link-state");
    }

    Cart cart() {
        return new Cart(page);
    }
}
