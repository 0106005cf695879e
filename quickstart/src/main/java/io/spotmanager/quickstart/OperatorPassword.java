package io.spotmanager.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The password of user {@code operator}: given, or made once and kept beside the data for its owner alone. */
final class OperatorPassword {
    private static final int BYTES = 15;

    private OperatorPassword() {}

    static String of(@Nullable String given, Path data) throws IOException {
        if (given != null && !given.isBlank()) {
            return given;
        }
        var file = data.resolve("operator-password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Files.createDirectories(data);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password + "\n");
        return password;
    }
}
