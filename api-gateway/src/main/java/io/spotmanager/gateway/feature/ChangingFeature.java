package io.spotmanager.gateway.feature;

/** A feature whose settings another part has: it can change while this gateway runs. Each is declared as a bean of this type. */
@FunctionalInterface
public interface ChangingFeature {
    /** Returns what is known now. Blocks for a read of the database. */
    Feature now();
}
