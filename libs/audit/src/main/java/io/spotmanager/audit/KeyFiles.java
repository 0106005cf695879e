package io.spotmanager.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads keys from files and settings. */
public final class KeyFiles {
    /** The beginning of every Ed25519 public key in base64: the identifier of the algorithm (RFC 8410). */
    private static final String BARE = "MCowBQYDK2Vw";

    private static final Pattern UNTIL = Pattern.compile("(.*\\S)\\s+until\\s+(\\S.*)");

    private KeyFiles() {}

    /** Splits a list at commas. */
    public static List<String> listed(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    /**
     * Reads public keys.
     *
     * @param names each is a file with PEM or base64, or the key itself in base64; a retired one with its end, as in
     *     {@code old.pub.pem until 2026-03-01T12:00:00Z}
     * @throws IllegalArgumentException if one is no public key, or its end is no time
     * @throws IOException if a file cannot be read
     */
    public static TrustedKeys trusted(List<String> names) throws IOException {
        var keys = TrustedKeys.none();
        for (var name : names) {
            var retired = UNTIL.matcher(name);
            keys = keys.and(retired.matches() ? named(retired.group(1)).until(end(retired.group(2))) : named(name));
        }
        return keys;
    }

    private static TrustedKeys named(String name) throws IOException {
        if (name.startsWith(BARE)) {
            return TrustedKeys.of(List.of(name));
        }
        if (!Files.isReadable(Path.of(name))) {
            throw new IllegalArgumentException("There is no file %s that can be read.".formatted(name));
        }
        return TrustedKeys.of(List.of(Files.readString(Path.of(name))));
    }

    private static Instant end(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "The end of a retired key must be a time with its zone, as in `old.pub.pem until 2026-03-01T12:00:00Z`; \"%s\" is none."
                            .formatted(text),
                    e);
        }
    }

    /** Returns true if users outside the owner's group may read the file; false if the file system has no permissions. */
    public static boolean readableByOthers(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
        Set<PosixFilePermission> permissions =
                view == null ? Set.of() : view.readAttributes().permissions();
        return permissions.contains(PosixFilePermission.OTHERS_READ);
    }
}
