package io.spotmanager.gateway.security.log;

import io.spotmanager.audit.Json;
import io.spotmanager.audit.SecurityChain;
import io.spotmanager.audit.SecurityEntry;
import io.spotmanager.audit.SecurityEvent;
import io.spotmanager.gateway.security.origin.RequestOrigin;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the security log: to the database, and each entry as a line of the logger {@code security} too.
 *
 * <p>What may not happen without its entry is done and recorded in one transaction. An entry that cannot be written is an exception, and
 * the request fails with it.
 */
@Component
public class SecurityLog {
    /** How it ended. */
    public enum Outcome {
        DONE,
        REFUSED,
        FAILED
    }

    static final String LOGGER = "security";
    private static final Logger log = LoggerFactory.getLogger(LOGGER);
    private static final int LONGEST_TEXT = 255;

    private final SecurityChain chain;
    private final String part = "gateway@" + machine();

    SecurityLog(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.chain = new SecurityChain(jdbc, new TransactionTemplate(transactions), UUID.randomUUID());
    }

    /**
     * Records that something was done. Joins the transaction of the caller.
     *
     * @param actor null if nobody is known
     * @param detail values without secrets
     */
    public void done(SecurityEventKind kind, @Nullable String actor, Map<String, ?> detail) {
        record(kind, Outcome.DONE, actor, RequestOrigin.current().orElse(null), 1, detail);
    }

    /** @param origin null if it was no request */
    void record(
            SecurityEventKind kind,
            Outcome outcome,
            @Nullable String actor,
            @Nullable RequestOrigin origin,
            int times,
            Map<String, ?> detail) {
        tell(chain.append(new SecurityEvent(
                part,
                kind.name(),
                outcome.name(),
                bounded(actor),
                origin == null ? null : origin.address(),
                origin == null ? null : origin.requestId(),
                times,
                Json.MAPPER.writeValueAsString(detail))));
    }

    private static void tell(SecurityEntry entry) {
        var what = entry.what();
        log.atInfo()
                .addKeyValue("event", what.event())
                .addKeyValue("outcome", what.outcome())
                .addKeyValue("actor", what.actor())
                .addKeyValue("address", what.address())
                .addKeyValue("request_id", what.requestId())
                .addKeyValue("times", what.times())
                .addKeyValue("detail", what.detail())
                .addKeyValue("chain", entry.chain())
                .addKeyValue("seq", entry.seq())
                .log(
                        "{} {} by {} from {}",
                        what.event(),
                        what.outcome(),
                        what.actor() == null ? "nobody known" : what.actor(),
                        what.address() == null ? "here" : what.address());
    }

    /** A name that somebody typed may be anything. */
    static @Nullable String bounded(@Nullable String text) {
        return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
