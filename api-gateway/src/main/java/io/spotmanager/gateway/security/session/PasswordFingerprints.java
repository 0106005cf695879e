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
 * Fingerprints of the users' passwords, the same in every gateway. A session stores the fingerprint instead of rights, so that it
 * becomes invalid when the user is removed or the password is changed.
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

    /** @return the fingerprint; empty if the user does not exist */
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
