package io.spotmanager.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.testkit.SseClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/** One gateway, a thousand sockets, and one among them that never reads. */
@ListeningTest
@Import(ManyListenersTest.SmallBuffers.class)
@TestPropertySource(properties = {"spot.events.clients-per-user=1000", "spot.events.heartbeat=2s"})
class ManyListenersTest {
    private static final Logger log = LoggerFactory.getLogger(ManyListenersTest.class);
    private static final int READERS = 999;
    private static final int EVENTS = 30;
    private static final String EVERYTHING = "";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Small buffers, so that it shows soon who does not read. */
    @TestConfiguration
    static class SmallBuffers {
        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
            return server ->
                    server.addConnectorCustomizers(connector -> connector.setProperty("socket.txBufSize", "2048"));
        }
    }

    private final Gateway gateway;

    @Autowired
    private Environment environment;

    @Autowired
    private MeterRegistry meters;

    ManyListenersTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_client_that_is_stuck_is_cut_off_and_the_others_hear_everything_within_a_second() {
        var cutOffBefore = cutOff();
        var port = Integer.parseInt(environment.getRequiredProperty("local.server.port"));
        try (var crowd = new SseClients(port, Person.VIEWER.basic(), EVERYTHING)) {
            crowd.stick();
            for (var number = 0; number < READERS; number++) {
                crowd.listen();
            }
            await().atMost(PATIENCE).until(() -> crowd.greeted() == READERS && listeners() == READERS + 1);

            List<Duration> delays = new ArrayList<>();
            for (var number = 0; number < EVENTS; number++) {
                delays.add(untilAllHaveHeard(crowd, "H" + number));
            }
            var sorted = delays.stream().sorted().toList();
            log.info(
                    "{} readers heard of an operation after {} at the median, {} at worst",
                    READERS,
                    sorted.get(EVENTS / 2),
                    sorted.getLast());

            assertThat(sorted.get(EVENTS / 2)).isLessThan(Duration.ofSeconds(1));
            assertThat(listeners()).as("listeners").isEqualTo(READERS);
            assertThat(cutOff() - cutOffBefore).as("cut off").isEqualTo(1);
            assertThat(crowd.gone()).isZero();
        }
        await().atMost(PATIENCE).until(() -> listeners() == 0);
    }

    private Duration untilAllHaveHeard(SseClients crowd, String host) {
        var asked = Instant.now();
        var arrivals = crowd.of(gateway.acceptedMoveOf(host).toString());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> arrivals.count() == READERS);
        return Duration.between(asked, arrivals.latest());
    }

    private double cutOff() {
        return meters.counter("spot.events.cut.off").count();
    }

    private int listeners() {
        return (int) meters.get("spot.events.clients").gauge().value();
    }
}
