package io.spotmanager.clouds.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.clouds.fixture.ScriptedServer;
import io.spotmanager.clouds.hyperstack.HyperstackProvider;
import io.spotmanager.clouds.hyperstack.HyperstackSettings;
import io.spotmanager.clouds.runpod.RunPodRegistry;
import io.spotmanager.clouds.runpod.RunPodSettings;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.RateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every vendor's rate limit is waited for, and every vendor's answer is bounded, in the same way. */
class VendorLimitsTest {

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRateLimitTellsUntilWhenToWait(Vendor vendor) {
        server.then(429, "{\"message\": \"slow down\"}", Map.of("Retry-After", "33"));
        var before = Instant.now();

        var answer = vendor.list(server.url());

        assertThat(answer).isInstanceOf(NotSent.class);
        assertThat(answer.problem()).contains(vendor.word + " asked to wait 33 s (429 “slow down”)");
        assertThat(answer.askedToWaitUntil().orElseThrow())
                .isBetween(before.plusSeconds(33), Instant.now().plusSeconds(33));
    }

    /** A worker waits by the database's time, whatever the clock of its machine says. */
    @Test
    void aWaitEndsByTheClockOfWhoeverWaits() {
        server.then(429, "{\"message\": \"slow down\"}", Map.of("Retry-After", "33"));
        var settings = Map.of(
                "HYPERSTACK_URL",
                server.url(),
                "HYPERSTACK_API_KEY",
                "key",
                "RUNPOD_URL",
                server.url(),
                "RUNPOD_API_KEY",
                "key");
        InstantSource clock = () -> Instant.EPOCH;
        var hyperstack = HyperstackProvider.connect(
                HyperstackSettings.from(settings::get).orElseThrow(), RateLimiter.UNLIMITED, clock);
        var runPod = RunPodRegistry.connect(RunPodSettings.from(settings::get).orElseThrow(), clock);

        assertThat(hyperstack.keyPairs().askedToWaitUntil()).contains(Instant.EPOCH.plusSeconds(33));
        assertThat(runPod.machines().askedToWaitUntil()).contains(Instant.EPOCH.plusSeconds(33));
    }

    @ParameterizedTest
    @EnumSource
    void a503ThatNamesATimeIsNotRepeatedBeforeIt(Vendor vendor) {
        server.then(503, "{\"message\": \"closed\"}", Map.of("Retry-After", "33"));

        assertThat(vendor.list(server.url()).askedToWaitUntil()).isPresent();
        // NetBox reads two lists side by side.
        assertThat(server.saw).hasSizeLessThanOrEqualTo(vendor == Vendor.NETBOX ? 2 : 1);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsTooLargeIsToldWithTheWayOut(Vendor vendor) {
        server.then(200, " ".repeat(20 << 20));

        var answer = vendor.list(server.url());

        assertThat(answer).isInstanceOf(Indeterminate.class);
        assertThat(answer.problem()).contains("larger than", "SPOT_CLOUD_MAX_RESPONSE_MB");
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatNestsWithoutEndIsUnclear(Vendor vendor) {
        server.then(200, "[".repeat(1 << 20));

        assertThat(vendor.list(server.url())).isInstanceOf(Indeterminate.class);
    }

    @Test
    void aCapThatDoesNotFitTheMemoryIsRefusedAtStartByName() {
        assertThatThrownBy(
                        () -> RunPodSettings.from(Map.of(
                                "RUNPOD_URL",
                                "http://x",
                                "RUNPOD_API_KEY",
                                "key",
                                "SPOT_CLOUD_MAX_RESPONSE_MB",
                                "9999999")::get))
                .hasMessageContaining("SPOT_CLOUD_MAX_RESPONSE_MB is 9999999")
                .hasMessageContaining("mem_limit");
    }

    @Test
    void theCapIsWhatTheSettingSays() {
        var limits = new Env(Map.of("SPOT_CLOUD_MAX_RESPONSE_MB", "1")::get).limits();

        assertThat(limits.largestAnswer()).isEqualTo(1 << 20);
        assertThat(limits.withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1))
                        .largestAnswer())
                .isEqualTo(1 << 20);
    }
}
