package io.spotmanager.simulator.hyperstack;

import java.util.Optional;
import java.util.stream.Stream;

/** The vendor's regions, with the prefixes of the names of their hosts. */
enum Region {
    CANADA("CANADA-1", "CA1", "Canada"),
    NORWAY("NORWAY-1", "NO1", "Norway"),
    US("US-1", "US1", "United States");

    private final String title;
    private final String prefix;
    private final String country;

    Region(String title, String prefix, String country) {
        this.title = title;
        this.prefix = prefix;
        this.country = country;
    }

    /** The name that the API uses. */
    String title() {
        return title;
    }

    String prefix() {
        return prefix;
    }

    String country() {
        return country;
    }

    boolean has(String host) {
        return host.startsWith(prefix + "-");
    }

    static Optional<Region> of(String host) {
        return Stream.of(values()).filter(region -> region.has(host)).findFirst();
    }
}
