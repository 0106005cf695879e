package io.spotmanager.workflow.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageLogTest {
    private final Logger log = (Logger) LoggerFactory.getLogger("outage-log-test");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final OutageLog outage = new OutageLog(log, "Heartbeats arrive again");

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
    }

    @Test
    void an_outage_is_told_once_when_it_begins_and_once_when_it_ends() {
        outage.worked();
        outage.failed("Heartbeat {} failed", 1);
        outage.failed("Heartbeat {} failed", 2);
        outage.worked();
        outage.worked();
        outage.failed("Heartbeat {} failed", 7);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Heartbeat 1 failed", "Heartbeats arrive again", "Heartbeat 7 failed");
    }
}
