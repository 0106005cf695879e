package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The faults as a client sees them; the host to add is in no pool, the pool is H100-n3-spot. */
class ScriptedFaultTest {

    private static final int POOL = 12;
    private static final String HOST = "CA1-ESC4-A4000-01";

    private final Cloud cloud = Cloud.real();

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void anErrorBeforeTheEffectChangesNothing() {
        cloud.script("{\"fault\":\"error-before\",\"status\":502}");

        Reply reply = cloud.addHost(POOL, HOST);

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.message("computeFault")).contains("Unexpected API Error");
        assertThat(cloud.hostsOf(POOL)).isEmpty();
    }

    @Test
    void anErrorAfterTheEffectHidesThatTheHostWasAdded() {
        cloud.script("{\"fault\":\"error-after\",\"times\":1}");

        assertThat(cloud.addHost(POOL, HOST).status()).isEqualTo(500);
        assertThat(cloud.hostsOf(POOL)).containsExactly(HOST);
        assertThat(cloud.addHost(POOL, HOST).status()).isEqualTo(409);
    }

    @Test
    void anErrorAfterARefusalIsTheRefusal() {
        cloud.script("{\"fault\":\"error-after\"}");

        assertThat(cloud.addHost(POOL, "NO-SUCH-HOST").status()).isEqualTo(404);
    }

    @Test
    void aLostReplyLeavesTheCallerInTheDarkThoughTheHostWasAdded() {
        cloud.script("{\"fault\":\"lost-reply\",\"match\":{\"method\":\"POST\"}}");

        assertThatIOException().isThrownBy(() -> cloud.tryPost(Cloud.action(POOL), Cloud.adding(HOST)));
        assertThat(cloud.hostsOf(POOL)).containsExactly(HOST);
    }

    @Test
    void aHangDoesNothingForAsLongAsTheScriptSaysAndThenHangsUp() {
        cloud.script("{\"fault\":\"hang\",\"millis\":30000,\"match\":{\"method\":\"POST\"}}");

        assertThatIOException().isThrownBy(() -> cloud.tryPost(Cloud.action(POOL), Cloud.adding(HOST)));
        assertThat(cloud.time.pauses()).containsExactly(Duration.ofSeconds(30));
        assertThat(cloud.hostsOf(POOL)).isEmpty();
    }

    @Test
    void aHangAfterTheEffectAddsTheHostFirstAndAnswersLate() {
        List<String> meanwhile = new ArrayList<>();
        cloud.time.duringPauses(() -> meanwhile.addAll(cloud.hostsOf(POOL)));
        cloud.script("{\"fault\":\"hang-after\",\"millis\":60000}");

        assertThat(cloud.addHost(POOL, HOST).status()).isEqualTo(200);
        assertThat(meanwhile).containsExactly(HOST);
        assertThat(cloud.time.pauses()).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void aConflictChangesNothing() {
        cloud.script("{\"fault\":\"conflict\"}");

        Reply reply = cloud.addHost(POOL, HOST);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.message("conflictingRequest")).isNotEmpty();
        assertThat(cloud.hostsOf(POOL)).isEmpty();
    }

    @Test
    void tooManyRequestsSaysWhenToComeBack() {
        cloud.script("{\"fault\":\"too-many-requests\",\"millis\":2500}");

        Reply reply = cloud.addHost(POOL, HOST);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo("3");
        assertThat(cloud.hostsOf(POOL)).isEmpty();
    }

    @Test
    void anUnavailableServiceAnswersWithAPage() {
        cloud.script("{\"fault\":\"html-503\"}");

        Reply reply = cloud.addHost(POOL, HOST);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(reply.text()).contains("<title>503 Service Unavailable</title>");
        assertThat(cloud.hostsOf(POOL)).isEmpty();
    }

    @Test
    void latencyDelaysTheCallAndThenTheNextRuleMayStrike() {
        cloud.script("{\"fault\":\"latency\",\"millis\":300},{\"fault\":\"conflict\",\"times\":1}");

        assertThat(cloud.addHost(POOL, HOST).status()).isEqualTo(409);
        assertThat(cloud.addHost(POOL, HOST).status()).isEqualTo(200);
        assertThat(cloud.time.pauses()).containsExactly(Duration.ofMillis(300), Duration.ofMillis(300));
    }

    @Test
    void aRuleStrikesOnlyTheCallsItIsAbout() {
        cloud.script(
                "{\"fault\":\"conflict\",\"match\":{\"method\":\"POST\",\"path\":\"/os-aggregates/\\\\d+/action$\",\"body\":\"remove_host\"}}");

        assertThat(cloud.addHost(POOL, HOST).status()).isEqualTo(200);
        assertThat(cloud.get("/v2.1/os-aggregates").status()).isEqualTo(200);
        assertThat(cloud.removeHost(POOL, HOST).status()).isEqualTo(409);
    }

    @Test
    void aRuleSkipsTheFirstCallsAndStrikesSoManyTimes() {
        cloud.script("{\"fault\":\"error-before\",\"skip\":1,\"times\":2}");

        List<Integer> statuses = new ArrayList<>();
        for (int call = 0; call < 5; call++) {
            statuses.add(cloud.get("/v2.1/os-aggregates").status());
        }

        assertThat(statuses).containsExactly(200, 500, 500, 200, 200);
    }

    @Test
    void theSameSeedStrikesTheSameCalls() {
        assertThat(strikes()).isEqualTo(strikes()).contains(200, 500);
    }

    @Test
    void theScriptTellsHowOftenItStruckAndIsGoneWhenDeleted() {
        cloud.script("{\"fault\":\"conflict\",\"times\":1}");
        cloud.addHost(POOL, HOST);
        cloud.addHost(POOL, HOST);

        Reply last = cloud.send("DELETE", "/_simulator/faults", "", Map.of());

        assertThat(last.json().at("/rules/0/fired").intValue()).isEqualTo(1);
        assertThat(last.json().at("/rules/0/matched").intValue()).isEqualTo(2);
        assertThat(cloud.send("GET", "/_simulator/faults", "", Map.of()).json().path("rules"))
                .isEmpty();
    }

    @Test
    void aScriptWithATypingErrorIsRefusedAndTheOldOneStays() {
        cloud.script("{\"fault\":\"conflict\"}");

        Reply reply = cloud.send("POST", "/_simulator/faults", "{\"rules\":[{\"fault\":\"confict\"}]}", Map.of());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").stringValue()).startsWith("The old fault script stays in force");
        assertThat(cloud.addHost(POOL, HOST).status()).isEqualTo(409);
    }

    private List<Integer> strikes() {
        cloud.script("{\"fault\":\"error-before\",\"probability\":0.5}");
        List<Integer> statuses = new ArrayList<>();
        for (int call = 0; call < 20; call++) {
            statuses.add(cloud.get("/v2.1/os-aggregates").status());
        }
        return statuses;
    }
}
