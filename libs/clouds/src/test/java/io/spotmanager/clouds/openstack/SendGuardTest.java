package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.SendGuard;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change may wait long before it goes out; whether it still may is asked then, and not when it was decided. */
class SendGuardTest {
    private final ScriptedCloud script = new ScriptedCloud();
    private final OpenStackCloud cloud = OpenStackCloud.connect(script.settings(), Clock.systemUTC());

    @AfterEach
    void stop() {
        script.close();
    }

    /** Keystone is asked for its versions, and then for a token. */
    private static final int FOR_A_TOKEN = 2;

    @Test
    void what_is_allowed_is_sent() {
        assertThat(SendGuard.whileAllowed(() -> true, () -> cloud.addHost(1, "H1"))
                        .ok())
                .isTrue();
        assertThat(script.novaSaw).hasSize(1);
    }

    @Test
    void what_is_not_allowed_any_more_when_the_token_has_come_is_not_sent() {
        var requests = new AtomicInteger();

        var answer =
                SendGuard.whileAllowed(() -> requests.getAndIncrement() < FOR_A_TOKEN, () -> cloud.addHost(1, "H1"));

        assertThat(answer)
                .isEqualTo(new CloudResult.NotSent<>("the lease of the operation ended before the request was sent"));
        assertThat(script.keystoneSaw).hasSize(1);
        assertThat(script.novaSaw).isEmpty();
    }

    @Test
    void nothing_is_asked_after_the_change() {
        var _ = SendGuard.whileAllowed(() -> false, () -> List.of());

        assertThat(cloud.addHost(1, "H1").ok()).isTrue();
    }
}
