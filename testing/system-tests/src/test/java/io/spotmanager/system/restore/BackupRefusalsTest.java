package io.spotmanager.system.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.system.harness.Database;
import io.spotmanager.system.harness.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./spot backup} and {@code restore} refuse; each says the way out, and leaves the database as it was. */
class BackupRefusalsTest {
    @TempDir
    private static Path folder;

    private static Database database;
    private static Path backup;
    private static Path newer;

    @BeforeAll
    static void backUp() throws Exception {
        database = Services.installedDatabase();
        backup = folder.resolve("whole.backup");
        newer = folder.resolve("newer.backup");
        var told = database.command("backup", backup.toString());
        assertThat(String.join(" ", told)).contains("SHA-256", "the key that signs the history (keep it apart");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        database.jdbc().sql("""
                        insert into flyway_schema_history
                        select installed_rank + 1000, '999', description, type, script, checksum, installed_by, installed_on, execution_time, success
                        from flyway_schema_history where installed_rank = 1
                        """).update();
        database.command("backup", newer.toString());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void a_database_with_any_table_is_not_empty_and_keeps_it() {
        database.jdbc().sql("create table public.of_somebody (x int)").update();
        refused(backup, "is not empty: it has 1 tables, such as of_somebody", "createdb");
        assertThat(tables()).isEqualTo(1);
    }

    @Test
    void a_backup_of_a_newer_release_is_left_to_that_release() {
        refused(newer, "newer release", "999");
        assertThat(tables()).isZero();
    }

    @Test
    void a_file_that_is_damaged_or_cut_is_found_by_its_checksum() throws IOException {
        var bytes = Files.readAllBytes(backup);
        refused(file("cut", Arrays.copyOf(bytes, bytes.length / 2), true), "damaged or cut");
        bytes[bytes.length - 10] ^= 1;
        refused(file("bit", bytes, true), "damaged or cut");
        refused(file("alone", bytes, false), "alone.sha256 is missing", "sha256sum");
        assertThat(tables()).isZero();
    }

    @Test
    void a_file_that_breaks_off_behind_its_checksum_leaves_nothing_of_what_was_read() throws IOException {
        var bytes = Files.readAllBytes(backup);
        var cut = file("short", Arrays.copyOf(bytes, bytes.length - bytes.length / 4), false);
        sum(cut);
        refused(cut, "pg_restore failed", "Nothing was changed");
        assertThat(tables()).isZero();
    }

    @Test
    void a_file_of_something_else_is_no_backup() throws IOException {
        var other = file("other", "create table x ();".getBytes(), false);
        sum(other);
        refused(other, "pg_restore failed", "archive");
    }

    @Test
    void programs_that_are_missing_or_older_than_the_server_are_named_with_both_releases() throws IOException {
        var missing = folder.resolve("nowhere");
        assertThatThrownBy(() -> database.commandWith(missing, "backup", "x.backup"))
                .hasMessageContainingAll("pg_dump cannot be run", "SPOT_POSTGRES_BIN");
        var old = Files.createDirectories(folder.resolve("old"));
        for (var program : new String[] {"pg_dump", "pg_restore", "psql"}) {
            var file = Files.writeString(
                    old.resolve(program), "#!/bin/sh\necho '%s (PostgreSQL) 9.6'\n".formatted(program));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        var server = database.version().replaceFirst("\\D.*", "");
        assertThatThrownBy(() -> database.commandWith(old, "backup", "x.backup"))
                .hasMessageContainingAll("of PostgreSQL 9", "the server of " + server);
        assertThatThrownBy(() -> database.commandWith(old, "restore", backup.toString()))
                .hasMessageContainingAll("of PostgreSQL 9", "the server of " + server);
    }

    @Test
    void a_backup_is_never_written_over_another_one() {
        assertThatThrownBy(() -> database.command("backup", backup.toString()))
                .hasMessageContaining("is there already");
    }

    private static void refused(Path file, String... words) {
        assertThatThrownBy(() -> database.command("restore", file.toString())).hasMessageContainingAll(words);
    }

    private static Path file(String name, byte[] bytes, boolean withChecksum) throws IOException {
        var file = Files.write(folder.resolve(name), bytes);
        if (withChecksum) {
            Files.copy(checksum(backup), checksum(file));
        }
        return file;
    }

    /** As a person makes it who trusts the file. */
    private static void sum(Path file) throws IOException {
        var process = new ProcessBuilder("sha256sum", file.toString())
                .redirectOutput(checksum(file).toFile())
                .start();
        try {
            assertThat(process.waitFor()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path checksum(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    private static long tables() {
        return database.jdbc()
                .sql("select count(*) from pg_tables where schemaname = 'public'")
                .query(Long.class)
                .single();
    }
}
