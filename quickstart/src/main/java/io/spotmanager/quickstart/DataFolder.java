package io.spotmanager.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The folder of {@code --data}. What lies in it is for its owner alone: other users of the machine can neither read a
 * password in it nor put a program of theirs in the place of the database's.
 */
final class DataFolder {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final int SECRET_BYTES = 24;

    private DataFolder() {}

    /**
     * Returns the folder, made for its owner alone if it was not there.
     *
     * @throws IllegalArgumentException if it belongs to somebody else, or others may write into it
     */
    static Path open(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (!Files.exists(folder)) {
            return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        }
        requireOwn(folder);
        var permissions = Files.getPosixFilePermissions(folder);
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
            throw new IllegalArgumentException(
                    "Other users of this machine may write into %s, so they could take over the database in it. Name a folder of your own with --data, or run 'chmod go-w %s'."
                            .formatted(folder, folder));
        }
        if (Files.exists(folder.resolve("postgres"))) {
            ownerAlone(folder); // an earlier release made it for everybody to read
        }
        return folder;
    }

    /** What somebody else has put there, they can read, and change later. */
    private static void requireOwn(Path path) throws IOException {
        var probe = Files.createTempFile("spot", null);
        try {
            var me = Files.getOwner(probe);
            if (!Files.getOwner(path).equals(me)
                    || !Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(me)) {
                throw new IllegalArgumentException(
                        "%s belongs to another user of this machine, who could take over the database. Name a folder of your own with --data."
                                .formatted(path));
            }
        } finally {
            Files.delete(probe);
        }
    }

    /** Returns the folder below {@code --data}, which its owner alone can read and change from now on. */
    static Path ownerAlone(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.setPosixFilePermissions(folder, OWNER_ALONE);
    }

    /** Returns the secret in the file, which is made with a random one if it is not there. */
    static String secret(Path file) throws IOException {
        if (Files.exists(file)) {
            requireOwn(file);
            return Files.readString(file).strip();
        }
        var secret = randomSecret();
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n");
        return secret;
    }

    /** Returns a secret of letters, digits, minus and underscore that nobody can guess. */
    static String randomSecret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
