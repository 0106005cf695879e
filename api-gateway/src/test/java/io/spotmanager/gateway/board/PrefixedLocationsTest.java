package io.spotmanager.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A script that follows the Location of an answer stays below the path of the proxy. */
class PrefixedLocationsTest {
    @ParameterizedTest
    @CsvSource({
        "/spot, /api/plans/1, /spot/api/plans/1",
        "/spot, /spot/api/plans/1, /spot/api/plans/1",
        "/spot, /spotless, /spot/spotless",
        "/spot, https://issuer/auth, https://issuer/auth",
        "'', /api/plans/1, /api/plans/1"
    })
    void a_location_has_the_prefix_once(String prefix, String location, String sent)
            throws ServletException, IOException {
        var request = new MockHttpServletRequest();
        request.setContextPath(prefix);
        var response = new MockHttpServletResponse();

        new PrefixedLocations()
                .doFilter(
                        request,
                        response,
                        (_, answer) -> ((HttpServletResponse) answer).addHeader("Location", location));

        assertThat(response.getHeader("Location")).isEqualTo(sent);
    }
}
