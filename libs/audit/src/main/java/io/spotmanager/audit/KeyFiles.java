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
    /** How every Ed25519 public key begins in base64: the name of its algorithm (RFC 8410). */
    private static final String BARE = "MCowBQYDK2Vw";

    private KeyFiles() {}

    /** The words of a list with commas; empty for none. */
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
     * @param names each a file with PEM or base64, or the key itself in base64
     * @throws IllegalArgumentException when one is no public key
     * @throws IOException when a file cannot be read
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

    /** Whether others than its owner and its group may read the file; false where the file system does not tell. */
    public static boolean readableByOthers(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
        Set<PosixFilePermission> permissions =
                view == null ? Set.of() : view.readAttributes().permissions();
        return permissions.contains(PosixFilePermission.OTHERS_READ);
    }
}
