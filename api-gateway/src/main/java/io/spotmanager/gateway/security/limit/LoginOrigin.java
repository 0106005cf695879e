package io.spotmanager.gateway.security.limit;

/**
 * The address and user name of a login attempt.
 *
 * @param known true if the same user has logged in from this address before
 */
record LoginOrigin(String address, String name, boolean known) {
    String both() {
        return both(address, name);
    }

    static String both(String address, String name) {
        return address + " " + name;
    }
}
