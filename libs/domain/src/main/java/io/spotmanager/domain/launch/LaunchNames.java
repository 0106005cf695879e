package io.spotmanager.domain.launch;

/**
 * By what names a launch finds again what it made.
 *
 * @param operation the operation's id; a word in its place before there is one
 */
public record LaunchNames(String hostname, String operation) {
    private static final int TAIL = 12;

    /** The VM bears the host's name, of which no two operations are open at once. */
    public String vm() {
        return hostname;
    }

    /** The label that proves that a VM was made by this launch and no other. */
    public String label() {
        return "spot-operation-" + operation;
    }

    /** No other launch registers a machine of this name, so whatever bears it is ours. */
    public String machine() {
        return hostname + "-" + operation.substring(Math.max(0, operation.length() - TAIL));
    }
}
