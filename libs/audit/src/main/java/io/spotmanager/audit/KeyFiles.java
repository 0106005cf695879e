package io.spotmanager.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads keys from files and settings. */
public final class KeyFiles {
    /** The beginning of every Ed25519 public key in base64: the identifier of the algorithm (RFC 8410). */
    private static final String BARE = "MCowBQYDK2Vw";

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
     * @param names each is a file with PEM or base64, or the key itself in base64
     * @throws IllegalArgumentException if one is no public key
     * @throws IOException if a file cannot be read
     */
    public static TrustedKeys trusted(List<String> names) throws IOException {
        var texts = new ArrayList<String>();
        for (var name : names) {
            if (name.startsWith(BARE)) {
                texts.add(name);
            } else if (Files.isReadable(Path.of(name))) {
                texts.add(Files.readString(Path.of(name)));
            } else {
                throw new IllegalArgumentException("There is no file %s that can be read.".formatted(name));
            }
        }
        return TrustedKeys.of(texts);
    }

    /** Returns true if users outside the owner's group may read the file; false if the file system has no permissions. */
    public static boolean readableByOthers(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
        Set<PosixFilePermission> permissions =
                view == null ? Set.of() : view.readAttributes().permissions();
        return permissions.contains(PosixFilePermission.OTHERS_READ);
    }
}
