package io.spotmanager.gateway.security.limit;

/**
 * Where a login comes from, and as whom.
 *
 * @param known whether the same user got in from there before
 */
record LoginOrigin(String address, String name, boolean known) {
    String both() {
        return both(address, name);
    }

    static String both(String address, String name) {
        return address + " " + name;
    }
}
