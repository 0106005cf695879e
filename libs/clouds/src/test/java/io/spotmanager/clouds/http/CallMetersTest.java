package io.spotmanager.clouds.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.domain.call.CloudResult;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted of the requests to one cloud. */
class CallMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final String cloud = "cloud-" + UUID.randomUUID();

    @BeforeEach
    void anApplicationHasARegistry() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void itEnds() {
        Metrics.removeRegistry(registry);
    }

    private double results(String call, String result) {
        return registry.get("spot.cloud.results")
                .tags("cloud", cloud, "call", call, "result", result)
                .counter()
                .count();
    }

    private long requests(String call) {
        return registry.get("spot.cloud.call")
                .tags("cloud", cloud, "call", call)
                .timer()
                .count();
    }

    private static <T> T failing(HttpFailure failure) {
        throw failure;
    }

    @Test
    void allIsThereAtZeroBeforeTheFirstRequest() {
        new ResilientCall(cloud, Limits.DEFAULT);

        assertThat(results("change", "unclear")).isZero();
        assertThat(requests("read")).isZero();
        assertThat(registry.get("spot.cloud.limit.wait")
                        .tag("cloud", cloud)
                        .timer()
                        .count())
                .isZero();
    }

    @Test
    void readsAndChangesAreCountedApartByWhatCameOfThem() {
        ResilientCall calls = new ResilientCall(cloud, Limits.DEFAULT);

        calls.idempotent(() -> "answer");
        calls.nonIdempotent(() -> failing(new HttpFailure.ErrorResponse(409, "{\"conflict\": 1}")));
        calls.nonIdempotent(() -> failing(new HttpFailure.MalformedResponse("half an answer")));

        assertThat(results("read", "ok")).isEqualTo(1);
        assertThat(results("change", "unclear")).isPositive();
        assertThat(results("change", "ok")).isZero();
        assertThat(requests("read")).isEqualTo(1);
        assertThat(requests("change")).isEqualTo(2);
    }

    @Test
    void aReadThatIsRepeatedIsTwoRequests() {
        ResilientCall calls = new ResilientCall(cloud, Limits.DEFAULT);

        calls.idempotent(() -> failing(new HttpFailure.ErrorResponse(502, "a gateway")));

        assertThat(requests("read")).isEqualTo(2);
        assertThat(results("read", "unclear")).isEqualTo(2);
    }

    @Test
    void whatOurOwnLimitHoldsBackIsNoRequest() {
        ResilientCall calls = new ResilientCall(
                cloud, Limits.DEFAULT.withRate(1, 1).withPauses(Duration.ofMillis(1), Duration.ofSeconds(5)));

        CloudResult<String> first = calls.idempotent(() -> "answer");
        CloudResult<String> second = calls.idempotent(() -> "answer");

        assertThat(first).isInstanceOf(CloudResult.Ok.class);
        assertThat(second).isInstanceOf(CloudResult.NotSent.class);
        assertThat(requests("read")).isEqualTo(1);
        assertThat(results("read", "withheld")).isEqualTo(1);
        assertThat(registry.get("spot.cloud.limit.wait")
                        .tag("cloud", cloud)
                        .timer()
                        .count())
                .isEqualTo(2);
    }
}
