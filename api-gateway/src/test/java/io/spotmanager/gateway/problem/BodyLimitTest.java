package io.spotmanager.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.Test;

@GatewayTest
class BodyLimitTest {
    private static final String EXECUTE = "/api/execute-migration";
    private static final int MOST = 64 * 1024;

    private final Gateway gateway;

    BodyLimitTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_body_that_says_how_long_it_is_and_is_too_long_is_refused() {
        gateway.operator()
                .post(EXECUTE, padded(MOST + 1))
                .isProblem(413, "body-too-long")
                .says("65536 bytes");
        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @Test
    void a_body_that_does_not_say_how_long_it_is_is_refused_too() {
        gateway.operator()
                .postInChunks(EXECUTE, padded(MOST + 1))
                .isProblem(413, "body-too-long")
                .says("65536 bytes");
        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @Test
    void a_body_of_that_length_is_read() {
        gateway.operator().post(EXECUTE, padded(MOST)).is(202);
        gateway.operator().postInChunks("/api/preview-migration", padded(MOST)).is(503);
    }

    @Test
    void a_login_form_has_a_limit_too() {
        var browser = gateway.browser();

        browser.logIn("x".repeat(MOST), "wrong").isProblem(413, "body-too-long");
    }

    private static String padded(int length) {
        var move = Gateway.moveOf("H1");
        return move + " ".repeat(length - move.length());
    }
}
