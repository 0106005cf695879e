package io.spotmanager.gateway.security.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Surroundings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@GatewayTest
class StartRecordTest {
    private static final String SECRET = "four-lazy-otters-sleep";

    private final Gateway gateway;

    StartRecordTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_start_tells_which_settings_changed_and_no_secret() {
        gateway.jdbc().sql("truncate known_setting").update();
        start(Map.of("spot.limits.commands-at-once", "7"));
        assertThat(changes()).isEmpty();

        start(Map.of("spot.limits.commands-at-once", "8", "spot.users.viewer.password", SECRET));

        assertThat(changes()).hasSize(1);
        var settings = changes().getFirst().at("/detail/settings");
        assertThat(settings.path("spot.limits.commands-at-once").toString())
                .isEqualTo("{\"before\":\"7\",\"now\":\"8\"}");
        assertThat(settings.path("spot.users.viewer.password").toString()).isEqualTo("{\"now\":\"(secret)\"}");
        assertThat(gateway.jdbc()
                        .sql("select string_agg(k::text, ' ') from known_setting k")
                        .query(String.class)
                        .single())
                .contains("spot.users.viewer.password")
                .doesNotContain(SECRET);

        start(Map.of("spot.limits.commands-at-once", "8", "spot.users.viewer.password", SECRET));
        assertThat(changes()).as("the same settings again").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            jdbc:postgresql://db/spot?user=me&password=abc&ssl=true, jdbc:postgresql://db/spot?user=me&password=(secret)&ssl=true
            amqp://me:abc@broker/spot, amqp://broker/spot
            https://api.example.com/v1?api_key=abc, https://api.example.com/v1?api_key=(secret)
            10s, 10s
            """)
    void an_address_is_kept_without_what_lets_in(String value, String kept) {
        assertThat(StartRecord.withoutSecrets(value)).isEqualTo(kept);
    }

    private static void start(Map<String, String> settings) {
        Surroundings.anotherGateway(settings).close();
    }

    private List<JsonNode> changes() {
        return gateway.admin()
                .get("/api/security-log?event=SETTINGS_CHANGED")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }
}
