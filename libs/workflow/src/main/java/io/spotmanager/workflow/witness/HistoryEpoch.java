package io.spotmanager.workflow.witness;

import java.util.UUID;

/**
 * Which history a database holds.
 *
 * @param installation stays the same in every copy of the database; a database that began empty has another one
 * @param epoch begins when a person lifts a hold: from then on nothing counts that is remembered of the epochs before
 */
public record HistoryEpoch(UUID installation, UUID epoch) {}
