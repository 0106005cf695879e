package io.spotmanager.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Surroundings;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Gateways with the same password in their settings have the same hash of it, and its salt is random. */
class ConfiguredPasswordsTest {
    private static final JdbcClient DATABASE =
            JdbcClient.create(Surroundings.database().getPostgresDatabase());

    private final PasswordEncoder encoder = new BCryptPasswordEncoder(4);

    @BeforeEach
    void forget() {
        DATABASE.sql("truncate configured_user").update();
    }

    @Test
    void every_gateway_has_the_hash_that_the_first_one_made() {
        var hash = gateway().hash("ann", "secret");

        assertThat(encoder.matches("secret", hash)).isTrue();
        assertThat(gateway().hash("ann", "secret")).isEqualTo(hash);
        assertThat(gateway().hash("bob", "secret")).isNotEqualTo(hash);
    }

    @Test
    void another_installation_has_another_hash_of_the_same_password() {
        var hash = gateway().hash("ann", "secret");
        forget();

        assertThat(gateway().hash("ann", "secret")).isNotEqualTo(hash);
    }

    @Test
    void a_changed_password_has_a_new_hash_and_so_has_one_that_is_changed_back() {
        var first = gateway().hash("ann", "secret");
        var changed = gateway().hash("ann", "changed");
        var back = gateway().hash("ann", "secret");

        assertThat(encoder.matches("changed", changed)).isTrue();
        assertThat(back).isNotEqualTo(first);
    }

    @Test
    void a_hash_that_is_weaker_than_those_of_today_is_made_anew() {
        var weak = new ConfiguredPasswords(DATABASE, new BCryptPasswordEncoder(4)).hash("ann", "secret");

        assertThat(new ConfiguredPasswords(DATABASE, new BCryptPasswordEncoder(5)).hash("ann", "secret"))
                .isNotEqualTo(weak)
                .startsWith("$2a$05$");
    }

    @Test
    void gateways_that_start_together_agree() throws Exception {
        Callable<String> start = () -> gateway().hash("ann", "secret");
        var hashes = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var started :
                    threads.invokeAll(Stream.generate(() -> start).limit(8).toList())) {
                hashes.add(started.get());
            }
        }

        assertThat(hashes).hasSize(1);
    }

    private ConfiguredPasswords gateway() {
        return new ConfiguredPasswords(DATABASE, encoder);
    }
}
