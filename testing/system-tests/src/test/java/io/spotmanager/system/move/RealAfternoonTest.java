package io.spotmanager.system.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Client;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.OperationView;
import io.spotmanager.system.harness.RealNova;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * An operator's afternoon with {@code ./spot run} on the cloud in {@code OS_*}: one host is emptied, withdrawn
 * and placed. It needs a pool {@code X-n3} with an empty host and a pool {@code X-n3-spot}, and leaves both as they were.
 */
@Alone
@EnabledIfEnvironmentVariable(named = "OS_AUTH_URL", matches = "http.*")
class RealAfternoonTest {
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    private static RealNova nova;
    private static Map<String, List<String>> before;
    private static Demo demo;
    private static Client api;

    private Move there = new Move("", "", "");

    @BeforeAll
    static void run() {
        nova = new RealNova();
        before = nova.aggregates();
        demo = Demo.onTheCloudOfTheEnvironment("real-afternoon", Map.of());
        api = demo.operator();
    }

    @BeforeEach
    void an_empty_host() {
        there = before.entrySet().stream()
                .filter(pool -> pool.getKey().endsWith("-n3") && before.containsKey(pool.getKey() + "-spot"))
                .flatMap(pool -> pool.getValue().stream()
                        .filter(host -> nova.serversOn(host).isEmpty())
                        .map(host -> new Move(host, pool.getKey(), pool.getKey() + "-spot")))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void put_back() {
        nova.restore(before);
        nova.enable(there.host());
    }

    @AfterAll
    static void end() throws Exception {
        demo.close();
        nova.close();
    }

    @Test
    void a_busy_host_is_closed_until_its_vm_is_gone_and_opened_where_it_was_to_go() {
        var server = nova.boot("busy", there.host(), "storage-net");
        try {
            var drain = api.drain(there.host(), there.sourceAggregate(), there.targetAggregate());
            isIn(drain, "CLOSED");
            assertThat(nova.disabledReason(there.host()))
                    .startsWith("spot-manager: ")
                    .endsWith("[" + drain + "]");

            nova.enable(there.host());
            assertThat(isIn(drain, "NEEDS_OPERATOR").cause()).contains("Somebody enabled the compute service");
            api.act(drain, "retry");
            isIn(drain, "CLOSED");
            assertThat(nova.disabledReason(there.host())).endsWith("[" + drain + "]");
            assertThat(nova.aggregatesOf(there.host())).containsExactly(there.sourceAggregate());

            nova.delete(server);
            nova.awaitGone(server, there.host());
            api.act(drain, "retry");
            isIn(drain, "SUCCEEDED");
            assertThat(nova.aggregatesOf(there.host())).containsExactly(there.targetAggregate());
            assertThat(nova.disabledReason(there.host())).isEmpty();
        } finally {
            if (nova.serversOn(there.host()).contains(server)) {
                nova.delete(server);
                nova.awaitGone(server, there.host());
            }
        }
    }

    @Test
    void a_host_is_withdrawn_and_closed_and_placed_and_opened() {
        var withdrawal = api.withdraw(there.host(), there.sourceAggregate());
        isIn(withdrawal, "SUCCEEDED");
        assertThat(nova.aggregatesOf(there.host())).isEmpty();
        assertThat(nova.disabledReason(there.host())).endsWith("[" + withdrawal + "]");

        isIn(api.place(there.host(), there.targetAggregate()), "SUCCEEDED");
        assertThat(nova.aggregatesOf(there.host())).containsExactly(there.targetAggregate());
        assertThat(nova.disabledReason(there.host())).isEmpty();
    }

    private static OperationView isIn(UUID operation, String state) {
        await(operation + " is " + state)
                .atMost(MAX_WAIT)
                .until(() -> api.operation(operation), it -> it.state().equals(state) || it.over());
        var seen = api.operation(operation);
        assertThat(seen.state()).as(seen.story()).isEqualTo(state);
        return seen;
    }
}
