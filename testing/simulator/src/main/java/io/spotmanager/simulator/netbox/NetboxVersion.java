package io.spotmanager.simulator.netbox;

import io.spotmanager.simulator.http.Request;

/** How old the simulated NetBox is; a script makes it older. */
enum NetboxVersion {
    OLD("3.7.8", "3.7"),
    CURRENT("4.6.8", "4.6");

    static final String TWIST = "old-version";

    private final String full;
    private final String api;

    NetboxVersion(String full, String api) {
        this.full = full;
        this.api = api;
    }

    static NetboxVersion of(Request request) {
        return request.sideEffectFault(TWIST).isPresent() ? OLD : CURRENT;
    }

    String full() {
        return full;
    }

    /** What the header {@code API-Version} says. */
    String api() {
        return api;
    }

    /** Before tokens of the second kind the word Bearer meant nothing, and the caller was nobody. */
    boolean knowsBearer() {
        return this == CURRENT;
    }
}
