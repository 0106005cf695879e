package io.spotmanager.clouds.openstack;

import static io.spotmanager.clouds.openstack.ScriptedCloud.fault;
import static io.spotmanager.clouds.openstack.ScriptedCloud.html;
import static io.spotmanager.clouds.openstack.ScriptedCloud.json;
import static io.spotmanager.clouds.openstack.ScriptedCloud.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.http.Limits;
import io.spotmanager.clouds.openstack.ScriptedCloud.Seen;
import io.spotmanager.domain.call.CloudResult.NotSent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private final ScriptedCloud script = new ScriptedCloud();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final OpenStackCloud cloud =
            OpenStackCloud.connect(script.settings().withLimits(Limits.DEFAULT.withRate(1000, 1000)), clock);

    @AfterEach
    void stop() {
        script.close();
    }

    @Test
    void oneTokenServesManyThreads() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> add = () -> cloud.addHost(1, "H1").ok();
            assertThat(threads.invokeAll(Stream.generate(() -> add).limit(50).toList()))
                    .allMatch(future -> future.resultNow());
        }
        assertThat(script.keystoneSaw).hasSize(1);
    }

    @Test
    void aTokenIsRenewedBeforeItEnds() {
        cloud.addHost(1, "H1");
        pass(Duration.ofMinutes(57));
        cloud.addHost(1, "H1");
        pass(Duration.ofMinutes(2));
        cloud.addHost(1, "H1");

        assertThat(script.novaSaw).extracting(Seen::token).containsExactly("token-1", "token-1", "token-2");
    }

    @Test
    void anExpiredTokenIsNotEvenTried() {
        cloud.addHost(1, "H1");
        pass(Duration.ofHours(2));
        cloud.addHost(1, "H1");

        assertThat(script.novaSaw).extracting(Seen::token).containsExactly("token-1", "token-2");
    }

    @Test
    void aTokenThatStillWorksOutlivesAKeystoneThatFails() {
        cloud.addHost(1, "H1");
        pass(Duration.ofMinutes(59));
        script.keystone.add(fault(503, "error", "down"));

        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
    }

    @Test
    void wrongCredentialsMeanNotSentAndAreNotRepeatedAtOnce() {
        script.keystone.add(unauthorized());
        for (int i = 0; i < 5; i++) {
            assertThat(cloud.addHost(1, "H1")).isInstanceOf(NotSent.class);
        }
        assertThat(script.keystoneSaw).hasSize(1);

        pass(Duration.ofSeconds(3));
        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
    }

    @Test
    void theCheckTellsAcceptedRejectedAndUnreachableApart() {
        script.keystone.add(json(
                401,
                "{\"error\": {\"code\": 401, \"title\": \"Unauthorized\", \"message\": \"very-secret is wrong\"}}"));
        assertThat(cloud.check()).isInstanceOf(CredentialsCheck.Rejected.class);
        assertThat(cloud.check().sentence())
                .contains("user robot in project admin", "401", "correct the credentials")
                .doesNotContain("very-secret");

        pass(Duration.ofSeconds(3));
        assertThat(cloud.check()).isInstanceOf(CredentialsCheck.Accepted.class);
        assertThat(cloud.check().sentence()).contains("region R1", script.url("/v2.1"));

        pass(Duration.ofHours(2));
        script.close();
        assertThat(cloud.check()).isInstanceOf(CredentialsCheck.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void a_refusal_by_something_in_front_of_keystone_says_nothing_of_the_credentials(int status) {
        script.keystone.add(html(status, "<html><head><title>Attention Required!</title></head></html>"));

        assertThat(cloud.check()).isInstanceOf(CredentialsCheck.Unreachable.class);
        assertThat(cloud.check().sentence())
                .contains(String.valueOf(status), "something in front of it")
                .doesNotContain("correct the credentials");
    }

    @Test
    void aCatalogWithoutTheRegionIsRejectedRatherThanGuessed() {
        OpenStackCloud elsewhere = cloud(Map.of("OS_REGION_NAME", "R7"));

        assertThat(elsewhere.check().sentence()).contains("no compute service for region R7");
        assertThat(elsewhere.addHost(1, "H1")).isInstanceOf(NotSent.class);
    }

    @Test
    void anApplicationCredentialIsAllKeystoneNeeds() {
        OpenStackCloud robot = cloud(Map.of(
                "OS_APPLICATION_CREDENTIAL_ID", "app-id",
                "OS_APPLICATION_CREDENTIAL_SECRET", "app-secret",
                "OS_AUTH_TYPE", "v3applicationcredential"));
        robot.check();

        assertThat(script.keystoneSaw.getFirst())
                .contains("\"application_credential\"", "\"app-id\"", "\"app-secret\"")
                .doesNotContain("scope");
    }

    private OpenStackCloud cloud(Map<String, String> more) {
        return OpenStackCloud.connect(script.settings(more), clock);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
