package io.spotmanager.simulator.keystone;

import io.spotmanager.simulator.fleet.Project;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Time;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Issues tokens and checks them; expiry is exact. */
public final class Tokens {

    private static final int LENGTH = 96;

    private final Time time;
    private final Duration lifetime;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> issued = new ConcurrentHashMap<>();

    public Tokens(Time time, Duration lifetime) {
        this.time = time;
        this.lifetime = lifetime;
    }

    Token issue(String user, Project project, Token.Power power) {
        Instant now = time.now();
        issued.values().removeIf(token -> !now.isBefore(token.expires()));
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        String value = "gAAAAAB" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Token token = new Token(value, user, project, power, now, now.plus(lifetime));
        issued.put(value, token);
        return token;
    }

    void revoke(String value) {
        issued.remove(value);
    }

    Optional<Token> find(String value) {
        return Optional.ofNullable(issued.get(value)).filter(token -> time.now().isBefore(token.expires()));
    }

    /** Returns the valid token of the request; empty if there is none, or if its access rules do not allow the request. */
    public Optional<Token> of(Request request) {
        return request.header("X-Auth-Token").flatMap(this::find).filter(token -> token.allows(request.method()));
    }
}
