package io.spotmanager.gateway.security.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SyslogOutputTest {
    private static final int LONGEST = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Logger logger = (Logger) LoggerFactory.getLogger(SecurityLog.LOGGER);
    private final Level before = logger.getLevel();

    @BeforeEach
    void the_tests_log_nothing_else() {
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void as_before() {
        logger.setLevel(before);
    }

    @Test
    void an_entry_reaches_the_server_as_one_line() throws Exception {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout((int) PATIENCE.toMillis());
            var output = new SyslogOutput("127.0.0.1:" + server.getLocalPort());
            output.start();
            try {
                logger.atInfo().addKeyValue("event", "LOGGED_IN").log("LOGGED_IN DONE by {}", "anna\r\n<86>forged");
            } finally {
                output.stop();
            }

            var packet = new DatagramPacket(new byte[LONGEST], LONGEST);
            server.receive(packet);
            var text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            assertThat(text)
                    .startsWith("<86>") // authpriv, informational
                    .contains("spot-manager: LOGGED_IN DONE by anna <86>forged", "event=\"LOGGED_IN\"")
                    .doesNotContain("\n", "\r");
        }
    }

    @Test
    void without_an_address_nothing_is_sent() {
        var output = new SyslogOutput(" ");

        output.start();

        assertThat(output.isRunning()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "here:", ":514", "here:99999", "a b:514", "udp://here:514"})
    void an_address_that_is_none_keeps_the_gateway_from_starting(String address) {
        assertThatThrownBy(() -> new SyslogOutput(address))
                .hasMessageContaining("SPOT_SECURITY_LOG_SYSLOG is '%s'".formatted(address));
    }
}
