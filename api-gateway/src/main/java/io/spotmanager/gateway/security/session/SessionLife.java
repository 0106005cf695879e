package io.spotmanager.gateway.security.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** A session ends some time after its log-in, however much it is used. */
@Component
public class SessionLife {
    static final String SINCE = "since";

    private final Duration longest;
    private final InstantSource clock;

    @Autowired
    SessionLife(@Value("${spot.session.longest}") Duration longest) {
        this(longest, InstantSource.system());
    }

    SessionLife(Duration longest, InstantSource clock) {
        this.longest = longest;
        this.clock = clock;
    }

    /** Returns true until the life of the session is over. */
    public boolean goesOn(Session session) {
        @Nullable Object since = session.getAttribute(SINCE);
        return goesOnSince(since);
    }

    /** @param since the attribute {@link #SINCE}; a session without it has no log-in */
    boolean goesOnSince(@Nullable Object since) {
        return since instanceof String text && clock.instant().isBefore(end(Instant.parse(text)));
    }

    Instant end(Instant since) {
        return since.plus(longest);
    }

    String begin() {
        return clock.instant().toString();
    }
}
