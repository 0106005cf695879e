package io.spotmanager.system.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The cart beside the board, and the review in front of it. */
final class Cart {
    private static final Pattern REVIEW = Pattern.compile("^Review (and commit|all \\d+)$");
    private static final Pattern SEND = Pattern.compile("^(Send|Reserve) \\d+ operations?$");

    /** What is told of a pool that has more empty hosts and free GPUs afterwards. */
    static final Pattern GETS_AN_EMPTY_HOST = Pattern.compile("empty \\d+ → \\d+, free GPUs \\d+ → \\d+$");

    private final Page page;

    Cart(Page page) {
        this.page = page;
    }

    Locator items() {
        return page.locator(".cart-item");
    }

    Locator item(String host) {
        return items().filter(new Locator.FilterOptions().setHasText(host));
    }

    /** What is told of a pool before all items and after them. */
    Locator pool(String name) {
        return page.locator(".panel-view > .pool-balance li[data-pool='%s']".formatted(name));
    }

    /** The same for those of the review. */
    Locator reviewedPool(String name) {
        return page.locator(".review-form .pool-balance li[data-pool='%s']".formatted(name));
    }

    /** Opens the review of all items. */
    Cart review() {
        button(REVIEW).click();
        return this;
    }

    /** What the review shows of one host. */
    Locator reviewed(String host) {
        return page.locator(".review > li").filter(new Locator.FilterOptions().setHasText(host));
    }

    /** Ticks the yes that the host's move needs. */
    Cart accept(String host) {
        reviewed(host).locator(".tick-acknowledge input").check();
        return this;
    }

    /** Confirms the review. */
    Cart send(String reason) {
        page.getByLabel("Reason").fill(reason);
        sendButton().click();
        return this;
    }

    Locator sendButton() {
        return button(SEND);
    }

    private Locator button(Pattern name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }
}
