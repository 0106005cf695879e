package io.spotmanager.gateway.security.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.net.SyslogAppender;
import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends each entry of the security log to a syslog server too, by UDP (RFC 3164), if one is named. A datagram may be lost; the table has
 * every entry.
 */
@Component
class SyslogOutput implements SmartLifecycle {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s]+):([0-9]{1,5})");
    private static final int LARGEST_PORT = 65_535;

    /** One line, whatever the entry has in it. */
    private static final String LINE = "spot-manager: %replace(%msg %kvp){'[\\p{Cntrl}]+', ' '}";

    private record Server(String host, int port) {}

    private final Optional<Server> server;
    private @Nullable SyslogAppender appender;

    /** @param address host and port, or empty */
    SyslogOutput(@Value("${spot.security-log.syslog:}") String address) {
        this.server = address.isBlank() ? Optional.empty() : Optional.of(parse(address.strip()));
    }

    private static Server parse(String address) {
        var found = ADDRESS.matcher(address);
        if (!found.matches() || Integer.parseInt(found.group(2)) > LARGEST_PORT) {
            throw new InvalidConfigurationException(
                    "SPOT_SECURITY_LOG_SYSLOG is '%s', and must be host and port of a syslog server, such as syslog.example.com:514."
                            .formatted(address));
        }
        return new Server(found.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(found.group(2)));
    }

    @Override
    public void start() {
        if (server.isPresent() && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var output = new SyslogAppender();
            output.setContext(context);
            output.setName("security-log-syslog");
            output.setSyslogHost(server.get().host());
            output.setPort(server.get().port());
            output.setFacility("AUTHPRIV");
            output.setSuffixPattern(LINE);
            output.setThrowableExcluded(true);
            output.start();
            logger(context).addAppender(output);
            appender = output;
        }
    }

    @Override
    public void stop() {
        if (appender != null && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            logger(context).detachAppender(appender);
            appender.stop();
            appender = null;
        }
    }

    private static Logger logger(LoggerContext context) {
        return context.getLogger(SecurityLog.LOGGER);
    }

    @Override
    public boolean isRunning() {
        return appender != null;
    }

    /** Before the first entry, and until the last. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
