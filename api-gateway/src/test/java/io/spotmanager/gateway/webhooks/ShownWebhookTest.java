package io.spotmanager.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.webhooks.Webhook.Filter;
import io.spotmanager.gateway.webhooks.Webhook.Format;
import io.spotmanager.gateway.webhooks.Webhook.Owner;
import io.spotmanager.gateway.webhooks.Webhook.Secrets;
import io.spotmanager.gateway.webhooks.Webhook.State;
import io.spotmanager.gateway.webhooks.Webhook.Target;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a webhook is shown, and what never. */
class ShownWebhookTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Webhook to(String url) {
        return new Webhook(
                UUID.randomUUID(),
                "ops",
                new Target(Format.TEAMS, url, null),
                new Filter(List.of("host.drift"), List.of(), List.of(), List.of()),
                new Secrets("whsec_present", "whsec_former", NOW),
                new Owner("olga", null, NOW),
                new State(true, null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example/services/T0/B0/secret, https://hooks.example/...",
        "https://hooks.example:8443?sig=secret, https://hooks.example:8443/...",
        "https://hooks.example/?sig=secret, https://hooks.example/...",
        "https://hooks.example/, https://hooks.example/",
        "https://hooks.example, https://hooks.example/"
    })
    void an_address_is_shown_up_to_its_host(String url, String shown) {
        assertThat(to(url).target().shownUrl()).isEqualTo(shown);
    }

    @Test
    void secrets_and_the_rest_of_the_address_are_hidden_from_logs() {
        assertThat(to("https://hooks.example/workflows/0123?sig=abcdefgh").hidden())
                .containsExactlyInAnyOrder("whsec_present", "whsec_former", "sig=abcdefgh", "/workflows/0123");
        assertThat(to("https://hooks.example/x?y").hidden()).containsExactlyInAnyOrder("whsec_present", "whsec_former");
    }

    @Test
    void a_former_secret_signs_until_its_end_and_not_after() {
        var secrets = to("https://hooks.example").secrets();

        assertThat(secrets.live(NOW.minusMillis(1))).containsExactly("whsec_present", "whsec_former");
        assertThat(secrets.live(NOW)).containsExactly("whsec_present");
    }
}
