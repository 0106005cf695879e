package io.spotmanager.fleet.catalogue;

/** The lists of the catalogue. The names stand in the table. */
public enum CatalogueKind {
    /** Whether launches are on, and their regions: from the settings of the worker. */
    LAUNCHES,
    IMAGES,
    FLAVORS,
    ENVIRONMENTS,
    KEY_PAIRS
}
