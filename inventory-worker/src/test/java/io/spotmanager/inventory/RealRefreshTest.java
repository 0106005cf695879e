package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.inventory.source.FleetSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The cost of reading a real cloud, against the same calls without this product, in turn in one run. */
@EnabledIfEnvironmentVariable(named = "OS_AUTH_URL", matches = ".+")
class RealRefreshTest {
    private static final int ROUNDS = 15;
    private static final int CALLS = 8;

    /** The aim is 1.2; the rest is for a machine with other work on it. */
    private static final double MOST = 2.0;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FleetSources sources = new FleetSources(
            OpenStackCloud.connect(OpenStackSettings.from(System::getenv), Clock.systemUTC()),
            Optional.empty(),
            threads,
            meters);

    @AfterEach
    void close() {
        http.close();
        threads.close();
    }

    @Test
    void reading_the_whole_cloud_costs_its_bulk_calls_and_little_more() throws Exception {
        var token = token();
        readAll();
        bare(token);
        var before = calls();
        var pairs = IntStream.range(0, ROUNDS)
                .mapToObj(_ -> new long[] {timed(this::readAll), timed(() -> bare(token))})
                .toList();
        var callsOfARound = (calls() - before) / ROUNDS;
        var ours = median(pairs.stream().mapToLong(pair -> pair[0]));
        var floor = median(pairs.stream().mapToLong(pair -> pair[1]));
        System.out.printf(
                "RealRefreshTest: %.0f calls, %d ms, the bare calls %d ms, ratio %.2f%n",
                callsOfARound, ours / 1_000_000, floor / 1_000_000, (double) ours / floor);

        assertThat(callsOfARound).isEqualTo(CALLS);
        assertThat((double) ours / floor).isLessThan(MOST);
    }

    private void readAll() {
        var reading = sources.read(Instant.now(), Duration.ofSeconds(30));
        assertThat(reading.servers().items()).isPresent();
        assertThat(reading.services().items()).isPresent();
    }

    /** The same lists at the same time, with one token, and nothing is parsed. */
    private void bare(String token) {
        var nova = "http://127.0.0.1:8774/v2.1";
        var pending = Stream.of(
                        nova + "/os-aggregates",
                        nova + "/servers/detail?all_tenants=1",
                        nova + "/servers/detail?all_tenants=1&soft_deleted=True&status=SOFT_DELETED&limit=1000",
                        nova + "/os-migrations?limit=1000",
                        nova + "/flavors/detail?is_public=None&limit=1000",
                        nova + "/os-services?binary=nova-compute",
                        System.getenv("OS_AUTH_URL") + "/projects",
                        "http://127.0.0.1:8778/resource_providers?name=none")
                .map(url -> CompletableFuture.runAsync(() -> get(url, token), threads))
                .toList();
        pending.forEach(CompletableFuture::join);
    }

    private void get(String url, String token) {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("X-Auth-Token", token)
                            .header("OpenStack-API-Version", url.contains("8778") ? "placement 1.14" : "compute 2.69")
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String token() throws IOException, InterruptedException {
        var body = """
                {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "%s", "domain": {"id": "default"},
                  "password": "%s"}}}, "scope": {"project": {"name": "%s", "domain": {"id": "default"}}}}}""".formatted(
                        System.getenv("OS_USERNAME"), System.getenv("OS_PASSWORD"), System.getenv("OS_PROJECT_NAME"));
        return http.send(
                        HttpRequest.newBuilder(URI.create(System.getenv("OS_AUTH_URL") + "/auth/tokens"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow();
    }

    private double calls() {
        return meters.find("spot.inventory.calls").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static long timed(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static long median(LongStream values) {
        List<Long> sorted = values.sorted().boxed().toList();
        return sorted.get(sorted.size() / 2);
    }
}
