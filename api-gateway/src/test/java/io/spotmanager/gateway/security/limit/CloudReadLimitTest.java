package io.spotmanager.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;

/** One at once, and one in a second. */
@GatewayTest
@TestPropertySource(properties = {"spot.limits.cloud-reads-per-second=1", "spot.limits.cloud-reads-at-once=1"})
class CloudReadLimitTest {
    private final Gateway gateway;
    private final LimitDatabase time = new LimitDatabase();
    private final CloudReadLimit limit =
            new CloudReadLimit(new LimitSettings(100, 1_000, 1, 1, 1, 1, 1, 1, 1), time.limits());

    CloudReadLimitTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void reading_from_the_clouds_is_limited_too() {
        assertThat(passes("ann")).isTrue();
        assertThatThrownBy(() -> passes("ann"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.getStatusCode().value()).isEqualTo(429))
                .hasMessageContaining("ann sends too many requests that call a cloud");
        assertThat(passes("bob")).isTrue();

        time.pass(Duration.ofSeconds(1));
        assertThat(passes("ann")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/hyperstack/images?region=CANADA-1",
                "/api/openstack/server/status?name=a",
                "/api/openstack/network/show?name=a"
            })
    void whatever_is_answered_from_the_clouds_counts(String path) {
        refusesSomeOfMany(() -> gateway.viewer().get(path).status());
    }

    @Test
    void a_preview_of_a_launch_counts_and_one_of_a_move_does_not() {
        refusesSomeOfMany(() -> gateway.viewer()
                .post("/api/preview-runpod-launch", Gateway.launchOn("H1"))
                .status());
        for (var previews = 0; previews < 10; previews++) {
            assertThat(gateway.viewer()
                            .post("/api/preview-migration", Gateway.moveOf("H1"))
                            .status())
                    .isNotEqualTo(429);
        }
    }

    private static void refusesSomeOfMany(IntSupplier request) {
        assertThat(IntStream.range(0, 20)
                        .parallel()
                        .map(_ -> request.getAsInt())
                        .toArray())
                .contains(429);
    }

    private boolean passes(String user) {
        var request = new MockHttpServletRequest("GET", "/api/openstack/server/status");
        request.setRemoteUser(user);
        return limit.preHandle(request, new MockHttpServletResponse(), this);
    }
}
