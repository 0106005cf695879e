package io.spotmanager.gateway.operations;

import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says of an operation that the history does not have whether it has left with an archive, and where to look then. */
@Component
class UnknownOperations {
    private record Archive(long number, String month, Instant sealedAt, String file) {}

    private final JdbcClient jdbc;

    UnknownOperations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the answer to a request for it, to be thrown: 404, which names the archive if it left with one. */
    ProblemException problem(UUID id) {
        return archive(id)
                .map(archive -> problem(id, archive))
                .orElseGet(() -> ProblemType.NOT_FOUND.because("There is no operation %s.".formatted(id)));
    }

    private static ProblemException problem(UUID id, Archive archive) {
        return ProblemType.NOT_FOUND
                .because(
                        "Operation %s was accepted in %s and left the history with archive %d, sealed at %s. It is in the file %s: ask who keeps the archives; './spot verify-history' proves the file."
                                .formatted(id, archive.month(), archive.number(), archive.sealedAt(), archive.file()))
                .with("archive", archive.number())
                .with("archive_file", archive.file());
    }

    private Optional<Archive> archive(UUID id) {
        return jdbc.sql("""
                select n, month, sealed_at, file
                from archived_operation join history_archive on n = archive
                where operation_id = :id
                """)
                .param("id", id)
                .query((row, number) -> new Archive(
                        row.getLong("n"),
                        row.getString("month"),
                        row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                        row.getString("file")))
                .optional();
    }
}
