package io.spotmanager.clouds.openstack;

import static io.spotmanager.clouds.openstack.ScriptedCloud.fault;
import static io.spotmanager.clouds.openstack.ScriptedCloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.http.Limits;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.ExternalCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever says how long to wait is left alone for as long. */
class RateLimitTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final ScriptedCloud script = new ScriptedCloud();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final OpenStackCloud cloud = OpenStackCloud.connect(
            script.settings().withLimits(Limits.DEFAULT.withRate(1000, 1000)),
            ((InstantSource) now::get).withZone(ZoneOffset.UTC));

    @AfterEach
    void stop() {
        script.close();
    }

    @ParameterizedTest
    @CsvSource({"413, 2", "429, 2", "413, 1", "429, 600"})
    void aRateLimitIsNotCarriedOutAndTellsUntilWhenToWait(int status, int seconds) {
        script.nova.add(retryAfter(fault(status, "overLimit", "slow down"), Integer.toString(seconds)));

        var answer = cloud.addHost(1, "H1");

        assertThat(answer).isInstanceOf(NotSent.class);
        assertThat(answer.problem()).contains("Nova asked to wait " + seconds + " s (" + status + " “slow down”)");
        assertThat(answer.askedToWaitUntil()).contains(START.plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -5                            | 1
            99999999999999999999999999999 | 600
            86400                         | 600
            Wed, 21 Oct 2015 07:28:00 GMT | 1
            0                             | 1
            Mon, 23 Nov 2099 12:00:00 GMT | 600
            """)
    void anAbsurdWaitIsBounded(String header, int seconds) {
        script.nova.add(retryAfter(fault(429, "overLimit", "slow down"), header));

        var answer = cloud.addHost(1, "H1");

        assertThat(answer.askedToWaitUntil()).contains(START.plusSeconds(seconds));
        assertThat(answer.problem())
                .contains("Nova asked to wait", header, "the next request goes in " + seconds + " s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1.5", "", "2 s"})
    void garbageIsARateLimitThatNamesNoTime(String header) {
        script.nova.add(retryAfter(fault(429, "overLimit", "slow down"), header));

        var answer = cloud.addHost(1, "H1");

        assertThat(answer.problem()).contains("limits the rate of requests").doesNotContain("asked to wait");
        assertThat(answer.askedToWaitUntil()).isPresent();
    }

    @Test
    void aDateCountsFromTheSendersOwnClock() {
        script.nova.add(exchange -> {
            exchange.getResponseHeaders().set("Date", "Mon, 23 Nov 2015 12:00:00 GMT");
            exchange.getResponseHeaders().set("Retry-After", "Mon, 23 Nov 2015 12:00:30 GMT");
            fault(503, "error", "closed").to(exchange);
        });

        var wait = Duration.between(
                START, cloud.addHost(1, "H1").askedToWaitUntil().orElseThrow());

        // The server of the JDK may put its own date in place of ours; then the date asked for is long over.
        assertThat(wait).isIn(Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    @Test
    void novasOldWordCountsWithoutTheHeader() {
        script.nova.add(json(413, """
                {"overLimit": {"code": 413, "message": "This request was rate-limited.", "retryAfter": "7"}}"""));

        assertThat(cloud.addHost(1, "H1").askedToWaitUntil()).contains(START.plusSeconds(7));
    }

    @Test
    void any413ThatSpeaksOfNoRateStaysARefusal() {
        script.nova.add(json(413, """
                {"message": "Request is too large.", "code": "413 Request Entity Too Large", "title": "Request Entity Too Large"}"""));

        assertThat(cloud.addHost(1, "H1")).isEqualTo(new Rejected<>(413, "“Request is too large.”"));
    }

    @Test
    void whatIsAskedToWaitGetsNothingUntilTheTimeIsOverAndIsTheOnlyOne() {
        script.nova.add(retryAfter(fault(429, "overLimit", "slow down"), "30"));
        List<ExternalCall> calls = new ArrayList<>();
        var told = cloud.recordingTo(calls::add);
        told.aggregates();

        var read = told.aggregates();
        var change = told.addHost(1, "H1");

        assertThat(read).isInstanceOf(NotSent.class);
        assertThat(change).isInstanceOf(NotSent.class);
        assertThat(script.novaSaw).hasSize(1);
        assertThat(told.projects().ok()).isTrue();
        assertThat(calls.getFirst().answer()).isEqualTo("Nova asked to wait 30 s (429 “slow down”)");

        now.set(START.plusSeconds(29));
        assertThat(told.addHost(1, "H1").ok()).isFalse();
        now.set(START.plusSeconds(30));
        assertThat(told.addHost(1, "H1").ok()).isTrue();
        assertThat(script.novaSaw).hasSize(2);
    }

    @Test
    void aReadThatIsToldToComeLaterIsNotRepeatedAtOnce() {
        script.nova.add(retryAfter(fault(503, "error", "maintenance"), "20"));

        var answer = cloud.aggregates();

        assertThat(answer).isInstanceOf(Indeterminate.class);
        assertThat(answer.problem()).contains("Nova asked to wait 20 s (503 “maintenance”)");
        assertThat(answer.askedToWaitUntil()).contains(START.plusSeconds(20));
        assertThat(script.novaSaw).hasSize(1);
    }

    /** What is in front of Nova may say 503 after Nova has done the work. */
    @Test
    void aChangeThatIsToldToComeLaterBy503IsUnclear() {
        script.nova.add(retryAfter(fault(503, "error", "maintenance"), "20"));

        assertThat(cloud.addHost(1, "H1")).isInstanceOf(Indeterminate.class);
    }

    @Test
    void pausesNeverOpenTheCircuit() {
        for (var i = 0; i < 60; i++) {
            script.nova.add(retryAfter(fault(503, "error", "maintenance"), "1"));
            assertThat(cloud.addHost(1, "H1").problem()).contains("asked to wait");
            now.updateAndGet(time -> time.plusSeconds(1));
        }
        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
    }

    @Test
    void theHeaderMeansNothingBesideASuccessOrARedirectOrARefusal() {
        script.usual = retryAfter(json(200, ScriptedCloud.AGGREGATE), "600");
        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
        script.usual = retryAfter(fault(409, "conflictingRequest", "no"), "600");
        assertThat(cloud.addHost(1, "H1")).isEqualTo(new Rejected<>(409, "“no”"));
        script.usual = retryAfter(json(302, "{}"), "600");
        assertThat(cloud.addHost(1, "H1").askedToWaitUntil()).isEmpty();
        script.usual = json(200, ScriptedCloud.AGGREGATE);
        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
    }

    @Test
    void keystoneIsNotAskedForATokenBeforeTheTimeThatItNames() {
        script.keystone.add(retryAfter(fault(429, "error", "too many log-ins"), "40"));

        CloudResult<?> answer = cloud.addHost(1, "H1");
        now.set(START.plusSeconds(39));
        cloud.addHost(1, "H1");

        assertThat(answer).isInstanceOf(NotSent.class);
        assertThat(answer.problem()).contains("Keystone asked to wait 40 s (429 “too many log-ins”)");
        assertThat(answer.askedToWaitUntil()).contains(START.plusSeconds(40));
        assertThat(script.keystoneSaw).hasSize(1);
        now.set(START.plusSeconds(40));
        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
    }

    private static ScriptedCloud.Reply retryAfter(ScriptedCloud.Reply reply, String value) {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", value);
            reply.to(exchange);
        };
    }
}
