package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import io.spotmanager.audit.Json;
import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Report;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A type with a thousand hosts: keys and clicks are taken up at once, also while hosts come and go. */
@Alone
@BoardTest
class ThousandHostsTest {
    private static final int HOSTS = 1_000;
    private static final int PRESSES = 60;
    private static final double FRAME_MS = 16;
    private static final double ALLOWED_MS = 50 * Double.parseDouble(System.getProperty("spot.slowness", "1"));
    private static final String WATCH = """
            window.delays = [];
            new PerformanceObserver(list => {
              for (const entry of list.getEntries())
                if (/^(key|pointer|click|mouse)/.test(entry.name)) window.delays.push(entry.processingStart - entry.startTime);
            }).observe({ type: "event", durationThreshold: 16, buffered: true });
            """;

    private static final String EVENTS = "[...performance.eventCounts]"
            + ".filter(([name]) => /^(key|pointer|click|mouse)/.test(name)).reduce((sum, [, count]) => sum + count, 0)";

    private final Visitors visitors;

    ThousandHostsTest(Visitors visitors) {
        this.visitors = visitors;
    }

    /** Spreads clones of each pool's first host over the pools until there are enough. */
    private static String crowded(String body) {
        var fleet = (ObjectNode) Json.MAPPER.readTree(body);
        var pools = (ArrayNode) fleet.path("pools");
        for (var number = 0; number < HOSTS; number++) {
            var pool = (ObjectNode) pools.get(number % pools.size());
            var hosts = (ArrayNode) pool.path("hosts");
            var used = number % 9;
            var clone = Json.MAPPER
                    .createObjectNode()
                    .put("hostname", "CROWD-%04d".formatted(number))
                    .put("aggregate", pool.path("name").asString())
                    .put("pool", pool.path("pool").asString())
                    .put("gpu_type", fleet.path("gpu_type").asString())
                    .put("gpu_used", used)
                    .put("gpu_capacity", 8)
                    .put("vm_count", used)
                    .put("has_vms", used > 0)
                    .put("tenant", "Tenant " + number % 40)
                    .put("owner_group", number % 2 == 0 ? "NGC" : "Investors")
                    .put("status", used == 0 ? "AVAILABLE" : "IN_USE");
            clone.putArray("aggregates").add(pool.path("name").asString());
            clone.putArray("reasons");
            clone.putArray("hidden_tenants");
            hosts.add(clone);
        }
        return fleet.toString();
    }

    @Test
    void keys_and_clicks_wait_for_nothing() {
        var move = visitors.freeMove();
        var board = visitors.operator();
        board.page().addInitScript(WATCH);
        board.page().route("**/api/aggregates/*", route -> {
            var answer = route.fetch();
            var changed = answer.status() == 200 ? crowded(answer.text()) : ""; // else the board keeps what it has
            route.fulfill(new FulfillOptions().setResponse(answer).setBody(changed));
        });
        board.open(move.gpuType());
        assertThat(board.page().locator(".card[data-key][data-host^='CROWD']")).hasCount(HOSTS);

        board.card("CROWD-0000").click();
        var before = visitors.api().move(move);
        for (var press = 0; press < PRESSES; press++) {
            board.press(List.of("ArrowDown", "ArrowDown", "ArrowRight", "ArrowDown", "Space", "ArrowLeft")
                    .get(press % 6));
        }
        board.press("f");
        board.page().keyboard().type("CROWD-00");
        assertThat(board.page().locator(".card[data-key]")).hasCount(100);
        visitors.awaitEnd(before);

        requirePromptness(board);
    }

    /** The browser tells of an event only if it took a frame or more; all others count as one frame. */
    private static void requirePromptness(Board board) {
        @SuppressWarnings("unchecked") // numbers, as WATCH collects them
        var slow = (List<Number>) board.page().evaluate("window.delays");
        var all = ((Number) board.page().evaluate(EVENTS)).intValue();
        assertThat(all).as("events in all").isGreaterThan(PRESSES);
        var delays = DoubleStream.concat(
                        slow.stream().mapToDouble(Number::doubleValue),
                        DoubleStream.generate(() -> FRAME_MS).limit(Math.max(0, all - slow.size())))
                .sorted()
                .toArray();
        var p95 = delays[(int) Math.ceil(delays.length * 0.95) - 1];
        Report.tell(
                ThousandHostsTest.class,
                "input delay with %d hosts: p95 at most %.1f ms, longest %.1f ms, of %d events"
                        .formatted(HOSTS, p95, delays[delays.length - 1], delays.length));
        assertThat(p95).as("p95 of the input delay, in ms").isLessThanOrEqualTo(ALLOWED_MS);
    }
}
