package io.spotmanager.gateway.security.session;

import io.spotmanager.gateway.security.UserSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.springframework.stereotype.Component;

/**
 * Tells whether a user's password is still the one of the login, the same in every gateway. A session carries the seal
 * instead of rights, so that a user who was removed, or whose password was changed, is out at once.
 */
@Component
class PasswordFingerprints {
    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int ROUNDS = 100_000;
    private static final int BITS = 256;

    private final UserSettings settings;
    private final Map<String, String> made = new ConcurrentHashMap<>();

    PasswordFingerprints(UserSettings settings) {
        this.settings = settings;
    }

    /** @return empty for a user who does not exist */
    Optional<String> of(String user) {
        return Optional.ofNullable(settings.users().get(user))
                .map(known -> made.computeIfAbsent(user, name -> seal(name, known.password())));
    }

    private static String seal(String user, String password) {
        try {
            var salt = ("spot-manager session of " + user).getBytes(StandardCharsets.UTF_8);
            var key = SecretKeyFactory.getInstance(ALGORITHM)
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, BITS));
            return HexFormat.of().formatHex(key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
