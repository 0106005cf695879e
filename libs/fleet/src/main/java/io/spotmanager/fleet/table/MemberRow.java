package io.spotmanager.fleet.table;

/** A host in an aggregate. */
public record MemberRow(String pool, String host) implements Row {
    @Override
    public String key() {
        return pool + "\n" + host;
    }
}
