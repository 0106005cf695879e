package io.spotmanager.domain.launch;

import java.util.Collection;
import java.util.Optional;

/**
 * The names by which a launch finds what it created.
 *
 * @param operation the operation's id; a placeholder in previews
 */
public record LaunchNames(String hostname, String operation) {
    private static final int TAIL = 12;
    private static final String LABEL = "spot-operation-";

    /** Returns the names of the launch that created a VM with these labels; empty if no launch did. */
    public static Optional<LaunchNames> ofLabel(String hostname, Collection<String> labels) {
        return labels.stream()
                .filter(label -> label.startsWith(LABEL) && label.length() > LABEL.length() + TAIL)
                .findFirst()
                .map(label -> new LaunchNames(hostname, label.substring(LABEL.length())));
    }

    /** The VM has the host's name, and only one operation per host is open at a time. */
    public String vm() {
        return hostname;
    }

    /** The label that proves that this launch created the VM. */
    public String label() {
        return LABEL + operation;
    }

    /** No other launch uses this name, so every machine with it belongs to this launch. */
    public String machine() {
        return hostname + "-" + operation.substring(Math.max(0, operation.length() - TAIL));
    }
}
