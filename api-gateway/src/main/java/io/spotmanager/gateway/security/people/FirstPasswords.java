package io.spotmanager.gateway.security.people;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Makes passwords for people who have to choose their own with it. */
@Component
class FirstPasswords {
    private static final int BYTES = 15; // 120 random bits, 20 characters

    private final SecureRandom random = new SecureRandom();

    String next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
