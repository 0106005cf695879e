package io.spotmanager.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@GatewayTest
class IdempotencyKeyCleanupTest {
    private final Gateway gateway;

    IdempotencyKeyCleanupTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_key_is_forgotten_when_its_time_is_over_and_not_before() {
        gateway.operator()
                .withKey("k-1")
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .is(202);
        gateway.tamper(
                """
                insert into idempotency_key (requested_by, key, request_hash, operation_id, created_at)
                select 'operator', 'old-' || number, '', gen_random_uuid(), now() - interval '7 days 1 minute'
                from generate_series(1, 2500) as number""", "update idempotency_key set created_at = now() - interval '6 days 23 hours' where key = 'k-1'");

        new IdempotencyKeyCleanup(gateway.jdbc(), Duration.ofDays(7)).run();

        assertThat(gateway.jdbc()
                        .sql("select key from idempotency_key")
                        .query(String.class)
                        .list())
                .containsExactly("k-1");
    }
}
