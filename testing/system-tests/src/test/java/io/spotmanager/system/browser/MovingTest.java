package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.FleetView;
import io.spotmanager.system.harness.Move;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a host on the board to an operation that has been asked for, by every way there is. */
@BoardTest
class MovingTest {
    private static final Duration LONG_ENOUGH_TO_BE_LATE = Duration.ofSeconds(3);

    /** A reason that the board cannot know by itself. */
    private static final String REFUSED_BY_THE_GATEWAY =
            "\"result\":\"REFUSED\",\"reason\":\"Nova cannot reach its cell\"";

    private final Visitors visitors;
    private final List<String> sent = new ArrayList<>();
    private Move move;
    private Board board;

    MovingTest(Visitors visitors) {
        this.visitors = visitors;
    }

    @AfterEach
    void endFaults() {
        visitors.cloud().behave();
    }

    @BeforeEach
    void open() {
        move = visitors.freeMove();
        board = opened(move);
    }

    private Board opened(Move move) {
        var opened = visitors.operator();
        opened.page().onRequest(request -> {
            if (request.url().contains("/api/execute-")) {
                sent.add(request.postData());
            }
        });
        return opened.open(move.gpuType());
    }

    private void awaitArrival(Move move) {
        assertThat(board.card(move.host(), move.targetAggregate())).isVisible();
        assertThat(board.card(move.host(), move.sourceAggregate())).hasCount(0);
        assertThat(visitors.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
    }

    @Test
    void a_dragged_host_is_planned_reviewed_sent_and_arrives() {
        board.drag(move.host(), move.targetAggregate());
        assertThat(board.planned(move.host(), move.targetAggregate())).isVisible();
        assertThat(board.cart().item(move.host())).containsText("Allowed");
        assertThat(board.cart().pool(move.targetAggregate())).hasText(Cart.GETS_AN_EMPTY_HOST);

        board.cart().review();
        assertThat(board.cart().reviewedPool(move.targetAggregate())).hasText(Cart.GETS_AN_EMPTY_HOST);
        assertThat(board.cart().reviewedPool(move.sourceAggregate())).containsText("→");
        assertThat(board.cart().reviewed(move.host()))
                .containsText("openstack aggregate remove host %s %s".formatted(move.sourceAggregate(), move.host()));
        assertThat(sent).as("commands sent before the confirmation").isEmpty();
        board.cart().send("dragged by a test");

        awaitArrival(move);
        assertThat(board.cart().items()).hasCount(0);
        assertThat(sent).singleElement().asString().contains("dragged by a test");
    }

    @Test
    void many_hosts_are_dragged_as_one_and_share_a_batch() {
        var moves = visitors.freeMoves(2);
        board = opened(moves.getFirst());

        board.select(moves.stream().map(Move::host).toList())
                .dragOver(moves.getFirst().host(), moves.getFirst().targetAggregate());
        assertThat(board.ghost()).containsText("2 hosts");
        assertThat(board.ghost()).containsText("Move 2 here");
        board.drop().cart().review().send("rebalance");

        moves.forEach(this::awaitArrival);
        assertThat(sent).hasSize(2).allSatisfy(body -> assertThat(body).contains("\"batch_id\":\"board-"));
    }

    @Test
    void all_cards_between_two_clicks_are_selected_with_shift() {
        var cards = board.column(move.sourceAggregate()).locator(".card[data-key]");
        assertThat(cards.nth(1)).isVisible();
        var hosts = hostsOf(cards);

        board.card(hosts.getFirst(), move.sourceAggregate()).click();
        board.page().keyboard().down("Shift");
        board.card(hosts.getLast(), move.sourceAggregate()).click();
        board.page().keyboard().up("Shift");

        assertThat(hostsOf(board.page().locator(".card[aria-selected=true]"))).containsAll(hosts);
        assertThat(board.page().locator(".bar-note")).containsText("selected");
    }

    @SuppressWarnings("unchecked") // a list of names
    private static List<String> hostsOf(Locator cards) {
        return (List<String>) cards.evaluateAll("cards => cards.map(card => card.dataset.host)");
    }

    @Test
    void a_host_is_moved_with_nothing_but_the_keyboard() {
        board.card(move.host()).focus();
        board.press("m");
        var carried = board.page().locator(".keyboard-move");
        assertThat(carried).isFocused();
        for (var tries = 0; tries < 10 && !isOver(move.targetAggregate()); tries++) {
            board.press("ArrowRight");
        }
        assertThat(carried).containsText("Move here");
        board.press("Enter");
        assertThat(board.card(move.host())).isFocused();

        board.page().getByText("Review and commit").focus();
        board.press("Enter");
        board.page().keyboard().type("by keyboard");
        assertThat(board.cart().sendButton()).isEnabled();
        board.press("Enter");

        awaitArrival(move);
    }

    private boolean isOver(String pool) {
        return board.column(pool).getAttribute("data-over") != null;
    }

    @Test
    void escape_puts_back_what_is_carried_and_what_is_dragged() {
        board.card(move.host()).focus();
        board.press("m", "ArrowRight", "Escape");
        assertThat(board.card(move.host())).isFocused();

        board.dragOver(move.host(), move.targetAggregate()).press("Escape").drop();

        assertThat(board.page().locator(".card-plan")).hasCount(0);
        assertThat(board.verdictOn(move.targetAggregate())).isHidden();
    }

    @Test
    void the_menu_of_a_host_plans_a_move_and_says_what_is_refused() {
        board.card(move.host()).focus();
        board.press(".");
        assertThat(board.page().getByRole(AriaRole.MENU)).isVisible();
        var here = board.page()
                .locator("[role=menuitem][aria-disabled]")
                .filter(new Locator.FilterOptions().setHasText("already in this pool"));
        assertThat(here).hasCount(1);
        board.page().locator("[role=menuitem]:not([aria-disabled])").first().click();

        assertThat(board.cart().item(move.host())).containsText(move.sourceAggregate());
    }

    @Test
    void a_spot_host_with_vms_is_planned_to_wait_until_it_is_empty() {
        var busy = occupied("-n3-spot");
        board = opened(busy);

        board.dragOver(busy.host(), busy.targetAggregate());
        assertThat(board.ghost()).containsText("a spot host moves only when it is empty");
        assertThat(board.verdictOn(busy.targetAggregate())).containsText("Waits");
        board.drop();

        assertThat(board.notice()).containsText("it waits until it is empty");
        assertThat(board.cart().item(busy.host())).containsText("It waits until nothing is left there");
    }

    @Test
    void without_verdicts_a_pool_says_not_checked_and_the_cart_checks_the_move() {
        board.page().route("**/api/move-verdicts**", Route::abort);

        board.dragOver(move.host(), move.targetAggregate());
        assertThat(board.ghost()).containsText("Not checked: The gateway does not answer.");
        board.drop();

        assertThat(board.planned(move.host(), move.targetAggregate())).isVisible();
        assertThat(board.cart().item(move.host())).containsText("Allowed");
    }

    @Test
    void what_only_the_gateway_knows_is_said_while_dragging() {
        board.page().route("**/api/move-verdicts**", route -> {
            var body = route.fetch().text();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(body.replace("\"result\":\"ALLOWED\",\"reason\":\"\"", REFUSED_BY_THE_GATEWAY)));
        });

        board.dragOver(move.host(), move.targetAggregate());

        assertThat(board.ghost()).containsText("Refused: Nova cannot reach its cell");
        assertThat(board.verdictOn(move.targetAggregate())).containsText("Nova cannot reach its cell");
    }

    @Test
    void a_host_with_vms_is_sent_only_after_a_yes() {
        var busy = occupied("-n3");
        board = opened(busy);

        board.drag(busy.host(), busy.targetAggregate());
        board.cart().review();
        assertThat(board.cart().sendButton()).isDisabled();
        board.cart().accept(busy.host());
        assertThat(board.cart().sendButton()).isEnabled();
        board.cart().send("moved with its VMs");

        awaitArrival(busy);
        assertThat(sent).singleElement().asString().contains("\"acknowledge\":[\"vms\"]");
    }

    private Move occupied(String source) {
        return visitors.cloud().fleet().hosts().stream()
                .filter(host -> !host.empty() && host.aggregates().size() == 1)
                .filter(host -> host.aggregates().getFirst().endsWith(source))
                .map(FleetView.Host::host)
                .map(host -> moveOf(host, visitors.cloud().poolsOf(host).getFirst()))
                .findFirst()
                .orElseThrow();
    }

    private static Move moveOf(String host, String source) {
        return new Move(host, source, source.endsWith("-spot") ? source.replace("-spot", "") : source + "-spot");
    }

    @Test
    void the_cart_survives_a_reload_and_its_changes_can_be_taken_back() {
        board.drag(move.host(), move.targetAggregate());
        assertThat(board.cart().item(move.host())).containsText("Allowed");

        board.page().reload();
        assertThat(board.cart().item(move.host())).containsText("Allowed");
        assertThat(board.planned(move.host(), move.targetAggregate())).isVisible();

        board.button("Remove %s from the cart".formatted(move.host())).click();
        assertThat(board.cart().items()).hasCount(0);
        board.press("Control+z");
        assertThat(board.cart().item(move.host())).isVisible();
        assertThat(sent).isEmpty();
    }

    @Test
    void a_host_that_somebody_else_has_taken_meanwhile_stays_in_the_cart_with_the_reason() {
        board.drag(move.host(), move.targetAggregate());
        board.cart().review();
        assertThat(board.cart().sendButton()).isEnabled();
        visitors.cloud()
                .play(
                        1,
                        Fault.of("hang-after")
                                .onAdding(move.host())
                                .lasting(LONG_ENOUGH_TO_BE_LATE)
                                .once());
        List<UUID> first = new ArrayList<>();
        board.page().route("**/api/execute-migration", route -> {
            first.add(visitors.api().move(move));
            route.resume();
        });
        board.cart().send("too late");

        assertThat(board.cart().reviewed(move.host())).containsText("Not accepted");
        assertThat(board.cart().item(move.host())).containsText("held by a migration");
        visitors.awaitEnd(first.getFirst());
    }
}
