package io.spotmanager.gateway.operations;

import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import io.spotmanager.gateway.upstream.CloudWords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * Exports the list as CSV, newest first. The rows are buffered, compressed, until it is known whether the list is complete. The
 * file name shows a truncated list.
 */
@RestController
@Tag(name = "Operations")
class OperationExport {
    private static final int PAGE_SIZE = 500;
    private static final int MAX_PAGES = 20;
    private static final String CUT_OFF = "X-Cut-Off";

    private final OperationList list;
    private final SecurityLog log;

    OperationExport(OperationList list, SecurityLog log) {
        this.log = log;
        this.list = list;
    }

    /** The same filters as the list. Newest first, at most 10,000 rows. */
    @GetMapping(path = "/api/operations.csv", produces = "text/csv")
    @Operation(operationId = "exportOperations", summary = "Export operations as CSV")
    void export(
            @Valid @ModelAttribute OperationFilter filter,
            @ModelAttribute OperationPeriod period,
            Principal user,
            HttpServletResponse response)
            throws IOException {
        log.done(SecurityEventKind.EXPORTED, user.getName(), Map.of("what", "operations"));
        var packed = new ByteArrayOutputStream();
        var cutOff = write(filter, period, packed);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s\"".formatted(cutOff == null ? "operations.csv" : cutOff.fileName()));
        if (cutOff != null) {
            response.setHeader(CUT_OFF, cutOff.text());
        }
        try (var csv = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            csv.transferTo(response.getOutputStream());
        }
    }

    /** @return null if the list is complete */
    private @Nullable CutOff write(OperationFilter filter, OperationPeriod period, OutputStream packed)
            throws IOException {
        try (var out = new OutputStreamWriter(new GZIPOutputStream(packed), StandardCharsets.UTF_8)) {
            var csv = new OperationsCsv(out, CloudWords.areForCurrentUser());
            csv.header();
            var rows = 0;
            Cursor next = null;
            for (var pages = 0; pages < MAX_PAGES && (pages == 0 || next != null); pages++) {
                var page = list.page(filter, period, next, PAGE_SIZE);
                for (var operation : page.items()) {
                    csv.row(operation);
                }
                rows += page.items().size();
                next = Cursor.parse(page.nextCursor());
            }
            return next == null ? null : new CutOff(rows, next.at());
        }
    }

    /** @param before operations before this time are missing */
    private record CutOff(int rows, Instant before) {
        String fileName() {
            return "operations-cut-off-after-%d.csv".formatted(rows);
        }

        String text() {
            return "Older operations are missing. For the next part send the same request with to=%s".formatted(before);
        }
    }
}
