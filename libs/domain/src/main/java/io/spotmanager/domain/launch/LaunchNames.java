package io.spotmanager.domain.launch;

/**
 * The names by which a launch finds what it created.
 *
 * @param operation the operation's id; a placeholder in previews
 */
public record LaunchNames(String hostname, String operation) {
    private static final int TAIL = 12;

    /** The VM has the host's name, and only one operation per host is open at a time. */
    public String vm() {
        return hostname;
    }

    /** The label that proves that this launch created the VM. */
    public String label() {
        return "spot-operation-" + operation;
    }

    /** No other launch uses this name, so every machine with it belongs to this launch. */
    public String machine() {
        return hostname + "-" + operation.substring(Math.max(0, operation.length() - TAIL));
    }
}
