package io.spotmanager.gateway.security.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A session stores the fingerprint of its user's password instead of rights, so that it becomes invalid when the user is removed or the
 * password is changed. It is made from the salted hash, which all gateways share, and tells less about the password than that.
 */
final class PasswordFingerprints {
    private PasswordFingerprints() {}

    static String of(UserDetails user) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var hash = String.valueOf(user.getPassword()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
