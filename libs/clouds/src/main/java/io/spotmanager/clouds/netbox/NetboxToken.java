package io.spotmanager.clouds.netbox;

/** A key to NetBox, which takes those of its newer kind under another word; no text shows it. */
record NetboxToken(String secret) {

    private static final String NEWER_KIND = "nbt_";

    static boolean isWellFormed(String token) {
        return token.chars().allMatch(each -> each > ' ' && each < 127);
    }

    /** The value of the Authorization header. */
    String header() {
        return word() + " " + secret;
    }

    /** The header as a command shows it. */
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
