package io.spotmanager.clouds.openstack;

/** The result of a login at Keystone; each variant has a sentence for the log or the board. */
public sealed interface CredentialsCheck {

    String sentence();

    /** Login succeeded, and the catalog has a compute service. */
    record Accepted(String sentence) implements CredentialsCheck {}

    /** Keystone refused the login, or its catalog has no compute service here: the settings must be corrected. */
    record Rejected(String sentence) implements CredentialsCheck {}

    /** Keystone did not answer: the settings may be correct. */
    record Unreachable(String sentence) implements CredentialsCheck {}
}
