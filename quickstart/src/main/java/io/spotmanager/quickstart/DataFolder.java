package io.spotmanager.quickstart;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The folder of {@code --data}. Only its owner may use its contents: other users of the machine can neither read a
 * password nor replace a program of the database.
 */
final class DataFolder {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final int SECRET_BYTES = 24;

    private DataFolder() {}

    /**
     * Returns the folder; creates it for its owner only if it is missing.
     *
     * @throws IllegalArgumentException if it cannot be created or written, if it belongs to another user, or others may write into it
     */
    static Path open(Path folder) throws IOException {
        try {
            return opened(folder);
        } catch (FileSystemException e) {
            throw new IllegalArgumentException(
                    "The folder %s cannot be used: %s. Name another one with --data.".formatted(folder, why(e)), e);
        }
    }

    private static String why(FileSystemException refusal) {
        var what = switch (refusal) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _, NotDirectoryException _ -> "it is a file, not a folder";
            case NoSuchFileException _ -> "no such folder, and none can be created";
            default -> refusal.getReason();
        };
        return "%s: %s".formatted(refusal.getFile(), what);
    }

    private static Path opened(Path folder) throws IOException {
        if (folder.toAbsolutePath().getParent() != null) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
        }
        if (!Files.exists(folder)) {
            return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
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
            ownerAlone(folder); // an earlier release created it readable for everybody
        }
        Files.delete(Files.createTempFile(folder, "spot", null)); // it can be written
        return folder;
    }

    /** Refuses a folder of another user, who could read and change its contents later. */
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

    /** Returns the folder below {@code --data} after restricting it to its owner. */
    static Path ownerAlone(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.setPosixFilePermissions(folder, OWNER_ALONE);
    }

    /** Returns the secret in the file; creates it with a random one if it is missing, or empty because its first start was killed. */
    static String secret(Path file) throws IOException {
        if (Files.exists(file)) {
            requireOwn(file);
            var kept = Files.readString(file).strip();
            if (!kept.isEmpty()) {
                return kept;
            }
        } else {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        var secret = randomSecret();
        Files.writeString(file, secret + "\n");
        return secret;
    }

    /** Returns a random secret of letters, digits, minus and underscore. */
    static String randomSecret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
