package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A move is reserved for tomorrow on the board, seen on its host, in the list and in the calendar, and cancelled. */
@BoardTest
class ReservingTest {
    private final Visitors visitors;

    ReservingTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @Test
    void what_is_reserved_is_on_its_host_and_in_the_calendar_until_it_is_cancelled() {
        var move = visitors.freeMove();
        var board = visitors.operator().open(move.gpuType());
        var tomorrow = LocalDateTime.now().plusDays(1).truncatedTo(ChronoUnit.MINUTES);
        board.drag(move.host(), move.targetAggregate());
        var review = board.cart().review();
        board.page().locator("#when").selectOption("at");
        board.page().getByLabel("begins at").fill(tomorrow.toString());
        assertThat(board.page().locator(".when-note")).containsText("Times are those of");
        review.send("the customer asked for it");

        assertThat(board.notice()).containsText("1 reservation made.");
        assertThat(board.card(move.host(), move.sourceAggregate()).locator(".card-flag"))
                .containsText("reserved to");
        Assertions.assertThat(visitors.api().heldHosts()).doesNotContain(move.host());

        var other = visitors.operator().visit("/reservations?host=" + move.host());
        assertThat(row(other, move.host())).containsText("planned");
        other.visit("/reservations?view=month&day=" + tomorrow.toLocalDate() + "&host=" + move.host());
        var day = other.page().locator(".calendar-day[data-day=\"%s\"]".formatted(tomorrow.toLocalDate()));
        assertThat(day.locator(".calendar-entry")).containsText(move.host());

        day.locator(".calendar-entry").click();
        other.page()
                .locator(".sheet-foot .btn", new Page.LocatorOptions().setHasText("Cancel"))
                .click();
        other.page().getByLabel("Reason").fill("not needed any more");
        other.page().locator(".sheet-foot button[type=submit]").click();

        assertThat(day.locator(".calendar-entry")).hasCount(0);
        assertThat(board.card(move.host(), move.sourceAggregate()).locator(".card-flag"))
                .not()
                .containsText("reserved to");
        other.visit("/reservations?all=1&host=" + move.host());
        assertThat(row(other, move.host())).containsText("cancelled by operator");
    }

    private static Locator row(Board board, String host) {
        return board.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(host));
    }
}
