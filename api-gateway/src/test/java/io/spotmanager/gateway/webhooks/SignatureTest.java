package io.spotmanager.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** The example of the specification's own libraries: github.com/standard-webhooks, libraries/javascript/src/webhook.test.ts. */
    @Test
    void signs_as_the_libraries_of_the_specification_do() {
        assertThat(Signature.headers(ID, AT, BODY, List.of(SECRET)))
                .containsEntry("webhook-id", ID)
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void each_live_secret_signs_during_a_rotation() {
        var other = Signature.newSecret();

        assertThat(Signature.headers(ID, AT, BODY, List.of(other, SECRET)).get("webhook-signature"))
                .matches("v1,\\S+ v1,g0hM9SsE\\S+");
    }

    @Test
    void a_secret_has_the_form_and_length_of_the_specification_and_comes_once() {
        var secret = Signature.newSecret();

        assertThat(secret).startsWith("whsec_").isNotEqualTo(Signature.newSecret());
        assertThat(Base64.getDecoder().decode(secret.substring(6)).length).isBetween(24, 64);
    }
}
