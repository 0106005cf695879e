package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How old the picture is, and how to get a newer one. */
@RestController
@Tag(name = "Fleet")
class SnapshotController {
    /** @param generation as it is before the refresh; its end is told as an event */
    record Refreshing(long generation) {}

    private final SnapshotStatusRepository status;
    private final RefreshService refreshes;

    SnapshotController(SnapshotStatusRepository status, RefreshService refreshes) {
        this.status = status;
        this.refreshes = refreshes;
    }

    /** When each source was read, and what is in the way where one cannot be. */
    @GetMapping("/api/snapshot")
    @Operation(operationId = "getSnapshot", summary = "See how old the fleet is")
    SnapshotView snapshot() {
        return SnapshotView.of(status.read());
    }

    /** Returns at once. All who ask while a refresh is under way share the next one. */
    @PostMapping("/api/refresh")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "refresh", summary = "Read the cloud anew")
    Refreshing refresh() {
        return new Refreshing(refreshes.ask());
    }
}
