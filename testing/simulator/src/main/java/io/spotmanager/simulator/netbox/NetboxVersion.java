package io.spotmanager.simulator.netbox;

import io.spotmanager.simulator.http.Request;

/** The version of the simulated NetBox; a fault script can choose the old one. */
enum NetboxVersion {
    OLD("3.7"),
    CURRENT("4.6");

    static final String FAULT = "old-version";

    private final String api;

    NetboxVersion(String api) {
        this.api = api;
    }

    static NetboxVersion of(Request request) {
        return request.sideEffectFault(FAULT).isPresent() ? OLD : CURRENT;
    }

    /** The value of the header {@code API-Version}. */
    String api() {
        return api;
    }

    /** Versions without tokens of the second kind ignore the scheme Bearer, so the caller is anonymous. */
    boolean knowsBearer() {
        return this == CURRENT;
    }
}
