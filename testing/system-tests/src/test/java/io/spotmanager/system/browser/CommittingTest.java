package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import io.spotmanager.system.harness.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Several plans are committed at once, and the board says of each what became of it: no more and no less. */
@BoardTest
class CommittingTest {
    private static final String EXECUTE = "**/api/execute-migration";
    private static final int CONCURRENCY = 4;

    private final Visitors visitors;

    CommittingTest(Visitors visitors) {
        this.visitors = visitors;
    }

    private List<Move> movesOfOneType(int count) {
        return visitors
                .freeMoves()
                .collect(Collectors.groupingBy(Move::gpuType, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(moves -> moves.size() >= count)
                .findFirst()
                .orElseThrow()
                .subList(0, count);
    }

    private Board reviewed(List<Move> moves) {
        var board = visitors.operator().open(moves.getFirst().gpuType());
        moves.forEach(move -> board.drag(move.host(), move.targetAggregate()));
        board.cart().review();
        assertThat(board.cart().sendButton())
                .hasText("Send %d operation%s".formatted(moves.size(), moves.size() == 1 ? "" : "s"));
        return board;
    }

    private void awaitArrival(Board board, Move move) {
        assertThat(board.card(move.host(), move.targetAggregate())).isVisible();
        assertThat(visitors.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
    }

    /** Holds the answers back until that many requests wait for one, and lets the last one in first. */
    private static void answerSlowly(Board board, int concurrency) {
        List<Route> held = new ArrayList<>();
        var seen = new AtomicInteger();
        board.page().route(EXECUTE, route -> {
            if (seen.incrementAndGet() > concurrency) {
                route.resume();
                return;
            }
            held.add(route);
            if (held.size() == concurrency) {
                held.reversed().forEach(Route::resume);
            }
        });
    }

    @Test
    void every_plan_that_was_accepted_is_counted_however_slow_the_answers_are() {
        var moves = movesOfOneType(3);
        var board = reviewed(moves);
        answerSlowly(board, Math.min(CONCURRENCY, moves.size()));

        board.cart().send("several at once");

        assertThat(board.notice()).containsText("3 operations accepted.");
        assertThat(board.notice()).not().containsText("not accepted");
        assertThat(board.cart().items()).hasCount(0);
        moves.forEach(move -> awaitArrival(board, move));
    }

    @Test
    void what_was_refused_and_what_got_no_answer_are_told_apart() {
        var moves = movesOfOneType(3);
        var board = reviewed(moves);
        var refused = moves.get(1);
        var unanswered = moves.get(2);
        board.page().route(EXECUTE, route -> {
            var body = route.request().postData();
            if (body.contains('"' + refused.host() + '"')) {
                route.fulfill(new FulfillOptions()
                        .setStatus(409)
                        .setContentType("application/problem+json")
                        .setBody("{\"status\":409,\"detail\":\"The host is kept for a customer.\"}"));
            } else if (body.contains('"' + unanswered.host() + '"')) {
                visitors.api().move(unanswered);
                route.abort();
            } else {
                route.resume();
            }
        });

        board.cart().send("one of each");

        assertThat(board.notice()).containsText("1 operation accepted, 1 refused, 1 without an answer");
        assertThat(board.cart().reviewed(refused.host()))
                .containsText("Not accepted: The host is kept for a customer.");
        assertThat(board.cart().reviewed(unanswered.host())).containsText("Not known whether it was accepted");
        assertThat(board.cart().item(unanswered.host())).not().containsText("Not accepted");
        assertThat(board.cart().items()).hasCount(2);
        awaitArrival(board, moves.getFirst());
    }

    @Test
    void a_plan_whose_answer_was_lost_is_sent_again_and_carried_out_once() {
        var move = visitors.freeMove();
        var board = reviewed(List.of(move));
        var seen = new AtomicInteger();
        List<String> keys = new ArrayList<>();
        board.page().route(EXECUTE, route -> {
            keys.add(route.request().headerValue("idempotency-key"));
            if (seen.incrementAndGet() == 1) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });

        board.cart().send("the answer is lost");
        assertThat(board.cart().reviewed(move.host())).containsText("Not known whether it was accepted");
        board.cart().sendButton().click();

        assertThat(board.notice()).containsText("1 operation accepted.");
        assertThat(keys).hasSize(2);
        assertThat(keys.getFirst()).isEqualTo(keys.getLast());
        awaitArrival(board, move);
    }
}
