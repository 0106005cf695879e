package io.spotmanager.gateway.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

/** The list for a spreadsheet, newest first: ten thousand rows at most, page after page, so that memory stays small. */
@RestController
@Tag(name = "Operations")
class OperationExport {
    private static final int PAGE = 500;
    private static final int PAGES = 20;

    private final OperationList list;

    OperationExport(OperationList list) {
        this.list = list;
    }

    /** The same filters as the list; newest first, 10,000 rows at most. */
    @GetMapping("/api/operations.csv")
    @Operation(operationId = "exportOperations", summary = "Export operations as CSV")
    void export(
            @ModelAttribute OperationFilter filter,
            @ModelAttribute OperationPeriod period,
            HttpServletResponse response)
            throws IOException {
        var page = list.page(filter, period, null, PAGE); // a refusal must come before the first line
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"operations.csv\"");
        var csv = new OperationsCsv(response.getWriter());
        csv.header();
        for (var pages = 1; ; pages++) {
            for (var operation : page.items()) {
                csv.row(operation);
            }
            var next = pages == PAGES ? null : Cursor.parse(page.nextCursor());
            if (next == null) {
                return;
            }
            page = list.page(filter, period, next, PAGE);
        }
    }
}
