package io.spotmanager.gateway.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a password must be that people choose for an installation. Encoded passwords cannot be judged. */
public final class PasswordRules {
    public static final int SHORTEST = 12;
    private static final int FEWEST_CHARACTERS = 5;
    private static final int MOST_LETTERS_BESIDES = 3;
    private static final int MOST_DIGITS_BESIDES = 8;

    /** The words that guessing begins with; a password needs more than one of them and a few characters. */
    private static final List<String> KNOWN_WORDS = List.of(
            "password",
            "passwort",
            "passw0rd",
            "changeme",
            "letmein",
            "welcome",
            "qwerty",
            "administrator",
            "spotmanager",
            "operator",
            "123456789",
            "abcdefgh",
            "secret",
            "admin",
            "viewer",
            "spot");

    private PasswordRules() {}

    /** Returns what is wrong, as the end of a sentence that begins with the password; empty if nothing is. */
    public static Optional<String> refusal(String user, String password) {
        var plain = password.strip().toLowerCase(Locale.ROOT);
        if (plain.codePointCount(0, plain.length()) < SHORTEST) {
            return Optional.of("has fewer than %d characters".formatted(SHORTEST));
        }
        if (plain.codePoints().distinct().count() < FEWEST_CHARACTERS) {
            return Optional.of("has fewer than %d different characters".formatted(FEWEST_CHARACTERS));
        }
        var rest = plain.replaceAll("[^\\p{L}\\p{N}]", "").replace(user.toLowerCase(Locale.ROOT), "");
        for (var word : KNOWN_WORDS) {
            rest = rest.replace(word, "");
        }
        var letters = rest.codePoints().filter(Character::isLetter).count();
        var digits = rest.codePoints().filter(Character::isDigit).count();
        return letters <= MOST_LETTERS_BESIDES && digits <= MOST_DIGITS_BESIDES
                ? Optional.of("is a well-known word with little else")
                : Optional.empty();
    }
}
