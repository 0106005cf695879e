package io.spotmanager.db.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** A dump in the custom format of PostgreSQL. Its SHA-256 is beside it, as {@code sha256sum} writes it: the format finds most damage, but not all of it. */
record BackupFile(Path path) {
    private static final Pattern DUMPED_FROM = Pattern.compile("Dumped from database version: (\\d+)");

    Path checksum() {
        return path.resolveSibling(path.getFileName() + ".sha256");
    }

    /** Returns the digest in hexadecimal digits. Blocks while it reads the whole file. */
    String sha256() throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(path), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Blocks while it reads the whole file.
     *
     * @throws IllegalStateException if it is not what was written
     */
    void requireUnchanged() throws IOException {
        if (!Files.isReadable(path)) {
            throw new IllegalArgumentException("There is no file %s that can be read.".formatted(path));
        }
        if (!Files.isReadable(checksum())) {
            throw new IllegalStateException(
                    "%s is missing, so nobody knows whether the backup is whole. Put it beside the backup; if it is lost and you trust the file: sha256sum %s > %1$s. Nothing was changed."
                            .formatted(checksum(), path));
        }
        var expected = Files.readString(checksum()).strip().split("\\s+")[0];
        var found = sha256();
        if (!found.equalsIgnoreCase(expected)) {
            throw new IllegalStateException(
                    "%s is damaged or cut: its SHA-256 is %s, and %s says %s. Take another copy of it. Nothing was changed."
                            .formatted(path, found, checksum(), expected));
        }
    }

    /**
     * Returns the table of contents, as {@code pg_restore --list} writes it.
     *
     * @throws IllegalStateException if the file is no dump of this service
     */
    String contents(PostgresClient client) throws IOException {
        var contents = list(client);
        for (var table : List.of("flyway_schema_history", "operation", "audit_entry", "freeze_entry")) {
            if (!contents.contains("TABLE DATA public " + table + " ")) {
                throw new IllegalStateException(
                        "%s has no table %s: it is no backup of this service.".formatted(path, table));
            }
        }
        return contents;
    }

    private String list(PostgresClient client) throws IOException {
        try {
            return client.run("pg_restore", "--list", path.toString());
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).contains("unsupported version")) {
                throw e;
            }
            var found = client.run("pg_restore", "--version").strip();
            throw new IllegalStateException(
                    "%s was written by a newer pg_dump than %s can read. Install the client of that release. %s"
                            .formatted(path, found, e.getMessage()),
                    e);
        }
    }

    /** Returns the release of the server that these contents come from, such as 15. */
    static int release(String contents) {
        var found = DUMPED_FROM.matcher(contents);
        if (!found.find()) {
            throw new IllegalStateException("The backup does not say from which release of PostgreSQL it is.");
        }
        return Integer.parseInt(found.group(1));
    }

    /** Returns the versions of the schema migrations that it has behind it, in their order. */
    List<String> migrations(PostgresClient client) throws IOException {
        var lines = client.run(
                        "pg_restore", "--data-only", "--table=flyway_schema_history", "--file=-", path.toString())
                .lines()
                .dropWhile(line -> !line.startsWith("COPY "))
                .takeWhile(line -> !line.equals("\\."))
                .toList();
        var header = lines.isEmpty() ? "" : lines.getFirst();
        var column = List.of(header.replaceAll(".*\\(|\\).*", "").split(", ")).indexOf("version");
        if (column < 0) {
            throw new IllegalStateException(
                    "%s does not say which schema it has: it is no backup of this service.".formatted(path));
        }
        return lines.stream()
                .skip(1)
                .map(line -> line.split("\t", -1)[column])
                .filter(version -> !version.equals("\\N"))
                .toList();
    }
}
