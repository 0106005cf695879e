package io.spotmanager.clouds.openstack;

/** No token could be had, so nothing was asked of the cloud. */
final class NoAccess extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether Keystone said no, or said nothing. */
    enum Kind {
        REJECTED,
        UNREACHABLE
    }

    private final Kind kind;

    NoAccess(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
