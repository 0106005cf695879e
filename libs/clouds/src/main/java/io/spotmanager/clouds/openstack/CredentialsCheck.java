package io.spotmanager.clouds.openstack;

/** What Keystone says to the configured credentials; each variant carries one sentence for the log or a board. */
public sealed interface CredentialsCheck {

    String sentence();

    /** Let in, and the catalog names a compute service. */
    record Accepted(String sentence) implements CredentialsCheck {}

    /** Keystone answers and says no, or offers no compute service here: somebody has to change the settings. */
    record Rejected(String sentence) implements CredentialsCheck {}

    /** Keystone does not answer: the settings may well be right. */
    record Unreachable(String sentence) implements CredentialsCheck {}
}
