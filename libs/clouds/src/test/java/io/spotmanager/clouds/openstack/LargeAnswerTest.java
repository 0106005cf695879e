package io.spotmanager.clouds.openstack;

import static io.spotmanager.clouds.openstack.ScriptedCloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.spotmanager.clouds.http.Limits;
import io.spotmanager.clouds.openstack.ScriptedCloud.Reply;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a cloud sends is bounded in size, time and form, and whoever sends too much is told so by name. */
class LargeAnswerTest {

    private static final int MEGABYTE = 1 << 20;

    private final ScriptedCloud script = new ScriptedCloud();
    private final OpenStackCloud cloud = OpenStackCloud.connect(
            script.settings()
                    .withLimits(Limits.DEFAULT
                            .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(2))
                            .withRate(1000, 1000)
                            .withLargestAnswer(MEGABYTE)),
            Clock.systemUTC());

    @AfterEach
    void stop() {
        script.close();
    }

    @Test
    void anAnswerToAChangeThatIsTooLargeLeavesOpenWhetherItWasCarriedOut() {
        script.usual = blanks(60 * MEGABYTE, 200);

        var answer = cloud.addHost(1, "H1");

        assertThat(answer).isInstanceOf(Indeterminate.class);
        assertThat(answer.problem()).contains("larger than 1 MB", "SPOT_CLOUD_MAX_RESPONSE_MB");
        assertThat(script.novaSaw).hasSize(1);
    }

    @Test
    void aStreamWithoutEndIsCutOffAndNeverOpensTheCircuit() {
        script.usual = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = blanks(64 * 1024);
            for (; ; ) {
                exchange.getResponseBody().write(blanks);
            }
        };

        for (var i = 0; i < 12; i++) {
            assertThat(cloud.aggregates().problem()).contains("larger than 1 MB");
        }
    }

    @Test
    void theExplanationOfARefusalIsCutOffAndThenItIsNotTakenForNovasOwn() {
        script.usual = exchange -> {
            byte[] start =
                    "{\"itemNotFound\": {\"code\": 404, \"message\": \"no such host ".getBytes(StandardCharsets.UTF_8);
            send(exchange, 404, start, 60 * MEGABYTE);
        };

        assertThat(cloud.addHost(1, "H1")).isInstanceOf(NotSent.class);
        assertThat(cloud.addHost(1, "H1").problem())
                .contains("404", "no such host")
                .hasSizeLessThan(500);
    }

    @Test
    void packedAnswersAreNotUnpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(blanks(20 * MEGABYTE));
        }
        script.usual = exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, packed.toByteArray(), 0);
        };

        assertThat(cloud.addHost(1, "H1").problem()).contains("encoding “gzip”", "not asked for");
    }

    @Test
    void whatNestsWithoutEndIsTooLarge() {
        script.usual = json(200, "{\"new\": " + "[".repeat(300_000));

        assertThat(cloud.aggregates()).isInstanceOf(Indeterminate.class);
        assertThat(cloud.aggregates().problem()).contains("deeper");
        script.usual = json(200, ScriptedCloud.AGGREGATE);
        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
    }

    @Test
    void aGiantNumberIsTooLarge() {
        script.usual = json(200, "{\"aggregates\": [{\"id\": " + "9".repeat(900_000) + "}]}");

        assertThat(cloud.aggregates()).isInstanceOf(Indeterminate.class);
    }

    @Test
    void hugeHeadersAreNoAnswer() {
        script.usual = exchange -> {
            IntStream.range(0, 2000).forEach(i -> exchange.getResponseHeaders().add("X-" + i, "x".repeat(1000)));
            json(200, ScriptedCloud.AGGREGATE).to(exchange);
        };

        assertThat(cloud.addHost(1, "H1")).isInstanceOf(Indeterminate.class);
    }

    /** The servers of a full page can bring 64 MB of user data along. */
    @Test
    void aPageThatIsTooLargeIsAskedForInSmallerParts() {
        script.usual = exchange -> {
            var query = exchange.getRequestURI().getQuery();
            if (query.contains("nova-compute")) {
                json(200, "{\"services\": []}").to(exchange);
                return;
            }
            var limit = query.contains("limit=") ? Integer.parseInt(query.replaceAll(".*limit=(\\d+).*", "$1")) : 1000;
            var first = !query.contains("marker");
            page(first ? limit : 5, first && limit < 1000).to(exchange);
        };

        var servers = cloud.servers();

        assertThat(servers.problem()).isEmpty();
        assertThat(servers.found().orElseThrow()).hasSize(62);
        assertThat(script.novaSaw).extracting(ScriptedCloud.Seen::line).anyMatch(line -> line.contains("limit=62"));
    }

    @Test
    void aListWithoutEndIsToldToBeTooLarge() {
        var pages = new java.util.concurrent.atomic.AtomicInteger();
        script.usual = exchange -> {
            var n = pages.incrementAndGet();
            var flavors = IntStream.range(0, 80)
                    .mapToObj(i -> "{\"name\": \"" + "x".repeat(10_000) + n + "-" + i + "\", \"extra_specs\": {}}")
                    .collect(Collectors.joining(","));
            json(
                            200,
                            "{\"flavors\": [" + flavors
                                    + "], \"flavors_links\": [{\"rel\": \"next\", \"href\": \"http://x/?limit=80&marker="
                                    + n + "\"}]}")
                    .to(exchange);
        };

        var answer = cloud.flavors();

        assertThat(answer).isInstanceOf(Indeterminate.class);
        assertThat(answer.problem()).contains("in all its pages", "more memory");
    }

    @Test
    void aBodyThatDripsIsGivenUpWhenItsTimeIsOver() {
        script.usual = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var lock = new java.util.concurrent.CountDownLatch(1);
            for (; ; ) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                try {
                    var unused = lock.await(5, java.util.concurrent.TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };

        assertThat(cloud.addHost(1, "H1").problem()).contains("no answer within 2 s");
    }

    private static Reply page(int servers, boolean more) {
        var rows = IntStream.range(0, servers)
                .mapToObj(i -> "{\"id\": \"s" + i + "\", \"name\": \"n\", \"status\": \"ACTIVE\", \"tenant_id\": \"p\","
                        + " \"OS-EXT-SRV-ATTR:host\": \"H\", \"OS-EXT-SRV-ATTR:user_data\": \"" + "x".repeat(10_000)
                        + "\"}")
                .collect(Collectors.joining(","));
        return json(
                200,
                "{\"servers\": [" + rows + "]"
                        + (more
                                ? ", \"servers_links\": [{\"rel\": \"next\", \"href\": \"http://x/?limit=62&marker=m\"}]"
                                : "")
                        + "}");
    }

    private static Reply blanks(int size, int status) {
        return exchange -> send(exchange, status, new byte[0], size);
    }

    private static byte[] blanks(int size) {
        var blanks = new byte[size];
        Arrays.fill(blanks, (byte) ' ');
        return blanks;
    }

    private static void send(HttpExchange exchange, int status, byte[] start, int more) throws IOException {
        exchange.sendResponseHeaders(status, start.length + (long) more);
        exchange.getResponseBody().write(start);
        for (int sent = 0; sent < more; sent += MEGABYTE) {
            exchange.getResponseBody().write(blanks(Math.min(MEGABYTE, more - sent)));
        }
        exchange.close();
    }
}
