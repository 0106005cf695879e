package io.spotmanager.cli.gateway;

import io.spotmanager.cli.text.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is sent as {@code Authorization}.
 *
 * @param header the value, which is a secret
 * @param from where it was found, for a person
 * @param warning that others can read it; null if they cannot
 */
public record Login(String header, String from, @Nullable String warning) {
    /** @throws CommandFailure if there is none */
    static Login find(
            @Nullable Path tokenFile,
            Function<String, Optional<String>> variables,
            ConfigFile file,
            boolean fileIsForThisAddress) {
        if (tokenFile != null) {
            return ofFile(tokenFile, "--token-file");
        }
        var found = variables
                .apply("SPOT_TOKEN")
                .map(token -> token(token, "SPOT_TOKEN", null))
                .or(() -> variables.apply("SPOT_TOKEN_FILE").map(path -> ofFile(Path.of(path), "SPOT_TOKEN_FILE")))
                .or(() -> variables
                        .apply("SPOT_USER")
                        .flatMap(user -> variables.apply("SPOT_PASSWORD").map(password -> password(user, password))))
                .or(() -> variables.apply("SPOT_OPERATOR_PASSWORD").map(password -> password("operator", password)));
        if (found.isPresent()) {
            return found.get();
        }
        var inFile = file.value(ConfigFile.TOKEN)
                .map(token -> token(
                        token,
                        file.path().toString(),
                        ConfigFile.warning(file.path()).orElse(null)))
                .or(() -> file.value(ConfigFile.TOKEN_FILE)
                        .map(path -> ofFile(Path.of(path), file.path() + ", token_file")));
        if (inFile.isPresent() && !fileIsForThisAddress) {
            throw CommandFailure.usage(
                    "The token in %s is for %s and is not sent to another address: set SPOT_TOKEN or SPOT_TOKEN_FILE."
                            .formatted(
                                    file.path(), file.value(ConfigFile.ADDRESS).orElse("")));
        }
        return inFile.orElseThrow(() -> CommandFailure.usage(
                "There is no token: set SPOT_TOKEN or SPOT_TOKEN_FILE, or write token = spot_... into %s. An admin makes one with POST /api/tokens. SPOT_USER with SPOT_PASSWORD works as well."
                        .formatted(file.path())));
    }

    private static Login ofFile(Path path, String from) {
        return token(
                ConfigFile.text(path, "the token of " + from).strip(),
                from,
                ConfigFile.warning(path).orElse(null));
    }

    private static Login token(String token, String from, @Nullable String warning) {
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw CommandFailure.usage(
                    "%s is no token: it must be one word of letters, digits and signs, without a line break."
                            .formatted(from));
        }
        return new Login("Bearer " + token, from, warning);
    }

    private static Login password(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Login("Basic " + Base64.getEncoder().encodeToString(pair), "the password of " + user, null);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Login[from " + from + "]";
    }
}
