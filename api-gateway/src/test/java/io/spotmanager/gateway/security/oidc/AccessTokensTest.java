package io.spotmanager.gateway.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scripts send access tokens of the issuer. */
@GatewayTest
class AccessTokensTest extends IssuerTestCase {
    @Test
    void a_service_acts_by_its_groups_and_the_history_names_it_and_its_client() {
        var script = company.withToken(issuer.signs("at+jwt", of("nightly-moves", "gpu-operators")));

        var move = script.post("/api/execute-migration", Gateway.moveOf("H1"))
                .is(202)
                .id();

        var operation = company.operator().get("/api/operations/" + move).is(200);
        assertThat(operation.field("requested_by")).isEqualTo("nightly-moves");
        assertThat(operation.text()).contains("ci-client at company");
    }

    @Test
    void the_role_is_that_of_the_groups_in_the_token() {
        company.withToken(issuer.signs(null, of("watcher", "everybody")))
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .isProblem(403, "not-allowed");
        company.withToken(issuer.signs(null, of("watcher", "cooks")))
                .get("/api/me")
                .is(401);
    }

    @Test
    void an_admin_s_token_looks_after_no_people() {
        company.withToken(issuer.signs(null, of("boss", "gpu-admins")))
                .get("/api/people")
                .isProblem(403, "not-allowed");
    }

    @Test
    void a_disabled_service_is_out() {
        var token = issuer.signs("at+jwt", of("nightly-moves", "gpu-operators"));
        company.withToken(token).get("/api/me").is(200);

        company.admin().post("/api/people/nightly-moves/disable", "{}").is(200);

        company.withToken(token).get("/api/me").is(401);
    }

    @Test
    void a_token_that_is_not_meant_for_us_or_not_right_lets_nobody_in() throws JOSEException {
        var right = of("boss", "gpu-admins");
        company.withToken(issuer.signs(null, right)).get("/api/me").is(200);

        refuses(issuer.forged(null, right));
        refuses(issuer.signs(null, with(right, "aud", List.of("another-api"))));
        refuses(issuer.signs(null, with(right, "aud", List.of(RealIssuer.CLIENT)))); // the token of a log-in
        refuses(issuer.signs(null, with(right, "iss", "http://127.0.0.1:1")));
        refuses(issuer.signs(null, with(right, "exp", Date.from(Instant.now().minusSeconds(120)))));
        refuses(issuer.signs(null, with(right, "nbf", Date.from(Instant.now().plusSeconds(120)))));
        refuses(issuer.signs(null, with(right, "sub", 5)));
        refuses(unsigned(issuer.signs(null, right)));
        refuses(issuer.sign(
                new JWSHeader(JWSAlgorithm.HS256),
                new MACSigner((RealIssuer.SECRET + "-".repeat(32)).getBytes(StandardCharsets.UTF_8)),
                right));
        refuses("a.b.c");
    }

    @Test
    void a_token_without_an_end_lets_nobody_in() {
        var claims = of("boss", "gpu-admins");
        claims.put("exp", null);

        refuses(issuer.signs(null, claims));
    }

    private void refuses(String token) {
        company.withToken(token).get("/api/me").isProblem(401, "not-logged-in");
    }

    private static String unsigned(String token) {
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return header + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
    }

    private static Map<String, Object> of(String name, String... groups) {
        return new HashMap<>(Map.of(
                "sub",
                "id of " + name,
                "preferred_username",
                name,
                "groups",
                List.of(groups),
                "azp",
                "ci-client",
                "aud",
                List.of(RealIssuer.AUDIENCE)));
    }

    private static Map<String, Object> with(Map<String, Object> claims, String claim, Object value) {
        var others = new HashMap<>(claims);
        others.put(claim, value);
        return others;
    }
}
