package io.spotmanager.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A gateway that is reached below a path ({@code server.servlet.context-path}) has the same rules for its addresses. */
class BelowAPathTest {
    @Test
    void a_plan_may_be_as_long_there() throws Exception {
        var reached = new AtomicBoolean();
        var response = new MockHttpServletResponse();

        new MaxBodySizeFilter().doFilter(request("/api/plans", 200_000), response, (_, _) -> reached.set(true));

        assertThat(reached).isTrue();
        assertThat(response.getStatus()).isEqualTo(HttpServletResponse.SC_OK);
    }

    @Test
    void the_problems_of_the_former_routes_have_their_fields_there() {
        var problem = ProblemType.nothingHere();

        FormerErrors.complete(request("/api/gpu-types", 0), problem);

        assertThat(problem.getProperties()).containsEntry("success", false).containsKey("error");
    }

    private static MockHttpServletRequest request(String path, int length) {
        var request = new MockHttpServletRequest("POST", "/spot" + path);
        request.setContextPath("/spot");
        request.setContent(new byte[length]);
        return request;
    }
}
