package io.spotmanager.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.gateway.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CommandLimitTest {
    private final LimitDatabase time = new LimitDatabase();
    private final CommandLimit limit = limit(1, 3);

    @Test
    void after_a_pause_some_commands_may_come_at_once_and_then_one_by_one() {
        for (var commands = 0; commands < 3; commands++) {
            assertThat(passes("ann", "POST")).isTrue();
        }
        refused("ann");

        time.pass(Duration.ofSeconds(1));
        assertThat(passes("ann", "POST")).isTrue();
        refused("ann");

        time.pass(Duration.ofHours(1));
        assertThat(passes("ann", "DELETE")).isTrue();
    }

    @Test
    void one_users_haste_is_not_anothers() {
        for (var commands = 0; commands < 3; commands++) {
            passes("ann", "POST");
        }
        refused("ann");

        assertThat(passes("bob", "POST")).isTrue();
    }

    @Test
    void the_limit_is_one_for_all_gateways() {
        passes("ann", "POST");
        passes("ann", "POST");
        var another = limit(1, 3);

        assertThat(another.preHandle(request("ann", "POST"), new MockHttpServletResponse(), this))
                .isTrue();

        refused("ann");
    }

    @Test
    void reading_is_not_commanding() {
        for (var reads = 0; reads < 100; reads++) {
            assertThat(passes("ann", "GET")).isTrue();
        }
    }

    @Test
    void without_a_rate_there_is_no_limit() {
        var none = limit(0, 3);
        for (var commands = 0; commands < 100; commands++) {
            assertThat(none.preHandle(request("ann", "POST"), new MockHttpServletResponse(), this))
                    .isTrue();
        }
    }

    private CommandLimit limit(int perSecond, int atOnce) {
        return new CommandLimit(new LimitSettings(perSecond, atOnce, 1, 1, 1, 1, 1, 1, 1), time.limits());
    }

    private boolean passes(String user, String method) {
        return limit.preHandle(request(user, method), new MockHttpServletResponse(), this);
    }

    private void refused(String user) {
        assertThatThrownBy(() -> passes(user, "POST")).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.getStatusCode().value()).isEqualTo(429);
            assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("1");
            assertThat(problem.getBody().getDetail()).contains(user);
        });
    }

    private static MockHttpServletRequest request(String user, String method) {
        var request = new MockHttpServletRequest(method, "/api/execute-migration");
        request.setRemoteUser(user);
        return request;
    }
}
