package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.read.FleetSnapshotRepository;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/** Serves reads of the fleet from the cache: 304 if the ETag matches, else the rendered response. */
@Component
class FleetAnswers {
    private static final CacheControl REVALIDATE = CacheControl.noCache().cachePrivate();

    private final FleetSnapshotRepository table;
    private final FleetResponseCache board;

    FleetAnswers(FleetSnapshotRepository table, FleetResponseCache board) {
        this.table = table;
        this.board = board;
    }

    /** @param question the cache key of this view */
    ResponseEntity<byte[]> answer(ServletWebRequest request, String question, Function<Fleet, Object> view) {
        var rendered = board.answer(table.version(), question, view);
        if (request.checkNotModified(rendered.etag())) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .cacheControl(REVALIDATE)
                    .build();
        }
        var answer = ResponseEntity.ok()
                .eTag(rendered.etag())
                .cacheControl(REVALIDATE)
                .varyBy(HttpHeaders.ACCEPT_ENCODING)
                .contentType(MediaType.APPLICATION_JSON);
        var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip")
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(rendered.gzipped())
                : answer.body(rendered.plain());
    }
}
