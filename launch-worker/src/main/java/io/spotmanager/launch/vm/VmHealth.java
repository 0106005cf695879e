package io.spotmanager.launch.vm;

import io.spotmanager.domain.vm.VmCondition;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a VM's condition means for a launch. */
enum VmHealth {
    /** It runs and can be reached. */
    ACTIVE,
    /** Something is still to come; also everything that is not understood. */
    UNDER_WAY,
    BROKEN,
    /** Somebody is deleting it. */
    DELETING;

    static VmHealth of(VmCondition condition) {
        var broken = Stream.of(condition.status(), condition.powerState(), condition.vmState())
                .anyMatch(word -> is("ERROR", word));
        if (broken) {
            return BROKEN;
        }
        if (is("DELETING", condition.status()) || is("DELETED", condition.status())) {
            return DELETING;
        }
        return is("ACTIVE", condition.status()) && isOrUntold("ACTIVE", condition.vmState()) && reachable(condition)
                ? ACTIVE
                : UNDER_WAY;
    }

    /** The public address may come after the status has become ACTIVE. */
    private static boolean reachable(VmCondition condition) {
        var address = condition.floatingIp();
        return address != null && !address.isBlank() && isOrUntold("ATTACHED", condition.floatingIpStatus());
    }

    private static boolean isOrUntold(String wanted, @Nullable String word) {
        return word == null || is(wanted, word);
    }

    private static boolean is(String wanted, @Nullable String word) {
        return word != null && word.strip().equalsIgnoreCase(wanted);
    }

    static String words(VmCondition condition) {
        return "status %s, power %s, vm state %s, public address %s (%s)"
                .formatted(
                        condition.status(),
                        condition.powerState(),
                        condition.vmState(),
                        condition.floatingIp(),
                        condition.floatingIpStatus());
    }
}
