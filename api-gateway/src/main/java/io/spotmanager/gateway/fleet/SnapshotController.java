package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The age of the snapshot, and its refresh. */
@RestController
@Tag(name = "Fleet")
class SnapshotController {
    /** @param generation the generation before the refresh; an event announces the new one */
    record Refreshing(long generation) {}

    private final SnapshotStatusRepository status;
    private final RefreshService refreshes;

    SnapshotController(SnapshotStatusRepository status, RefreshService refreshes) {
        this.status = status;
        this.refreshes = refreshes;
    }

    /** When each source was read, and the error of each source that could not be read. */
    @GetMapping("/api/snapshot")
    @Operation(operationId = "getSnapshot", summary = "Read the age of the snapshot")
    SnapshotView snapshot() {
        return SnapshotView.of(status.read());
    }

    /** Returns at once. Requests during a refresh share the next one. */
    @PostMapping("/api/refresh")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "refresh", summary = "Refresh the snapshot")
    Refreshing refresh() {
        return new Refreshing(refreshes.request());
    }
}
