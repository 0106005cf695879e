package io.spotmanager.clouds.netbox;

/** A token for NetBox. Tokens of version 2 need another keyword in the header. {@code toString} hides the token. */
record NetboxToken(String secret) {

    private static final String NEWER_KIND = "nbt_";

    /** Returns the value of the Authorization header. */
    String header() {
        return word() + " " + secret;
    }

    /** Returns the header with the token masked, for commands. */
    String masked() {
        return word() + " ***";
    }

    private String word() {
        return secret.startsWith(NEWER_KIND) ? "Bearer" : "Token";
    }

    @Override
    public String toString() {
        return masked();
    }
}
