package io.spotmanager.gateway.migration;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.Check;
import java.util.List;

/**
 * What a move would do.
 *
 * @param allowed whether the worker would carry it out if the cloud is as it was when the snapshot was taken
 * @param acknowledge what to send along to make it allowed, as far as that helps
 */
record MovePreview(
        boolean allowed,
        List<Check> checks,
        List<Acknowledgement> acknowledge,
        List<String> commands,
        SnapshotAge snapshot) {}
