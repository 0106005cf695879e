package io.spotmanager.launch.vm;

import io.spotmanager.domain.vm.VmCondition;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a VM's condition means for a launch. Hyperstack describes its words only in part, and they have changed before, so a
 * word that is not known here never counts against a VM.
 */
public enum VmHealth {
    /** It runs and can be reached. */
    ACTIVE,
    /** Something is still to come, by words that are known. */
    UNDER_WAY,
    /** Some word is unknown or missing: it may run or not, so it is waited for, and a person decides in the end. */
    UNKNOWN,
    BROKEN,
    /** Somebody is deleting it. */
    DELETING;

    /** The words of Hyperstack's manual (VM states) that mean neither running nor broken. */
    private static final Set<String> NOT_YET = Set.of(
            "CREATING",
            "BUILD",
            "BUILDING",
            "STARTING",
            "REBOOTING",
            "HARD_REBOOT",
            "STOPPING",
            "STOPPED",
            "SHUTOFF",
            "HIBERNATING",
            "HIBERNATED",
            "SHELVED_OFFLOADED",
            "RESTORING");

    private static final Set<String> ADDRESS_NOT_YET = Set.of("ATTACHING", "DETACHING", "DETACHED");
    private static final Set<String> ADDRESS_BROKEN = Set.of("ERROR", "FAILED");

    public static VmHealth of(VmCondition condition) {
        var broken = Stream.of(condition.status(), condition.powerState(), condition.vmState())
                .anyMatch(word -> upper(word).equals("ERROR"));
        if (broken) {
            return BROKEN;
        }
        var status = upper(condition.status());
        if (status.equals("DELETING") || status.equals("DELETED")) {
            return DELETING;
        }
        var vmState = upper(condition.vmState());
        if (NOT_YET.contains(status) || NOT_YET.contains(vmState)) {
            return UNDER_WAY;
        }
        return status.equals("ACTIVE") && (vmState.isEmpty() || vmState.equals("ACTIVE"))
                ? reachable(condition)
                : UNKNOWN;
    }

    /**
     * The public address may come after the status has become ACTIVE. Its own status is ATTACHED in the manual and was also
     * seen as {@code active}: of an address that is there, any other word than the known bad ones is enough.
     */
    private static VmHealth reachable(VmCondition condition) {
        var word = upper(condition.floatingIpStatus());
        if (upper(condition.floatingIp()).isEmpty() || ADDRESS_NOT_YET.contains(word)) {
            return UNDER_WAY;
        }
        return ADDRESS_BROKEN.contains(word) ? UNKNOWN : ACTIVE;
    }

    private static String upper(@Nullable String word) {
        return word == null ? "" : word.strip().toUpperCase(Locale.ROOT);
    }

    public static String words(VmCondition condition) {
        return "status %s, power %s, vm state %s, public address %s (%s)"
                .formatted(
                        condition.status(),
                        condition.powerState(),
                        condition.vmState(),
                        condition.floatingIp(),
                        condition.floatingIpStatus());
    }
}
