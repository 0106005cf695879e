package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.Move;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A demo in which nobody begins a move alone: one asks, another looks at the same preview and decides. */
class ApprovingTest {
    private static BoardHouse house;

    private Visitors visitors;
    private Move move;
    private Board one;
    private Board other;

    @BeforeAll
    static void open() {
        house = new BoardHouse(Demo.with(
                "approvals",
                Map.of(
                        "SPOT_ADMIN_PASSWORD", Demo.PASSWORD,
                        "SPOT_APPROVALS_COMMANDS", "0",
                        "SPOT_APPROVALS_VMS", "true")));
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    @BeforeEach
    void askForAMove() {
        visitors = new Visitors(house);
        move = visitors.freeMove();
        one = visitors.operator().open(move.gpuType());
        other = visitors.admin().visit("/approvals?state=PENDING");
        one.drag(move.host(), move.targetAggregate());
        one.cart().review().send("more demand");
    }

    @AfterEach
    void leave(TestInfo test) {
        visitors.leave(test.getDisplayName(), false);
    }

    private Locator request() {
        return other.page().locator(".grid-table tr").filter(new Locator.FilterOptions().setHasText(move.host()));
    }

    private void decide(String what) {
        request().locator("a").click();
        assertThat(other.page().locator(".sides-verdict")).hasText("It is what was asked for.");
        assertThat(other.page().locator(".side")).hasCount(2);
        assertThat(other.page().locator(".side").last()).containsText("openstack aggregate remove host");
        other.button(what).click();
        other.page().getByLabel("Reason").fill("looked at");
        other.page().locator(".sheet-foot button[type=submit]").click();
    }

    @Test
    void who_asks_is_told_that_it_waits_and_sees_it_begin_once_another_approves() {
        assertThat(one.notice()).containsText("1 not begun: it waits for a second person.");
        assertThat(one.card(move.host(), move.sourceAggregate())).isVisible();
        Assertions.assertThat(visitors.api().heldHosts()).doesNotContain(move.host());

        decide("Approve");

        assertThat(one.notice()).containsText("admin has approved your move of " + move.host());
        assertThat(one.card(move.host(), move.targetAggregate())).isVisible();
        assertThat(other.page().locator(".state-big")).hasText("Approved");
    }

    @Test
    void who_asks_is_told_that_another_has_declined() {
        assertThat(request()).containsText("operator");

        decide("Decline");

        assertThat(one.notice()).containsText("admin has declined your move of " + move.host());
        assertThat(one.card(move.host(), move.sourceAggregate())).isVisible();
        one.visit("/approvals?user=operator");
        assertThat(one.page().locator(".grid-table")).containsText("Declined by admin");
    }
}
