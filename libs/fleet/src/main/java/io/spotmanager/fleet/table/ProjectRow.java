package io.spotmanager.fleet.table;

/** A tenant of the cloud. */
public record ProjectRow(String id, String name) implements Row {
    @Override
    public String key() {
        return id;
    }
}
