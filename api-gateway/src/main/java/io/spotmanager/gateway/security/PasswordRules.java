package io.spotmanager.gateway.security;

import com.nulabinc.zxcvbn.Zxcvbn;
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

    /**
     * Of zxcvbn's scores, which are estimates: below it a password takes fewer than a million guesses. One of this score is meant to
     * withstand guessing over the network, which is limited here besides.
     */
    private static final int LOWEST_SCORE = 2;

    /** The library takes the longer the longer a text is, and nobody lists longer ones. */
    private static final int LONGEST_LISTED = 64;

    private PasswordRules() {}

    /**
     * Returns what is wrong, as the end of a sentence that begins with the password; empty if nothing is. Computes for some milliseconds.
     */
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
        if (letters <= MOST_LETTERS_BESIDES && digits <= MOST_DIGITS_BESIDES) {
            return Optional.of("is a well-known word with little else");
        }
        return isListed(plain, user)
                ? Optional.of("is on the lists of passwords that are used often, or nearly so")
                : Optional.empty();
    }

    private static boolean isListed(String password, String user) {
        // Not kept: it holds its lists in memory, and passwords are chosen seldom.
        return password.length() <= LONGEST_LISTED
                && new Zxcvbn().measure(password, List.of(user)).getScore() < LOWEST_SCORE;
    }
}
