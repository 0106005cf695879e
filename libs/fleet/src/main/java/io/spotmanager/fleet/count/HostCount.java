package io.spotmanager.fleet.count;

import java.util.Collection;

/** The rules by which one host is counted. */
public final class HostCount {
    public static final String AVAILABLE = "AVAILABLE";
    public static final String OUT_OF_STOCK = "OUT_OF_STOCK";

    private static final String IN_USE = "IN_USE";
    private static final String IN_NO_POOL = "NO_AGGREGATE";

    private HostCount() {}

    /**
     * True between the removal from the source and the addition to the target, if the host has no other reason to be out of stock.
     *
     * @param reasons the codes why it is out of stock
     */
    public static boolean isUnderWay(boolean hasOpenMove, String status, Collection<String> reasons) {
        return hasOpenMove && status.equals(OUT_OF_STOCK) && reasons.stream().allMatch(IN_NO_POOL::equals);
    }

    /**
     * Used GPUs. All GPUs of a host count as used if the number that it uses is not known.
     *
     * @param hasUnseenUse a tenant that Nova's list of servers does not show, or a VM whose flavor names no whole GPU
     */
    public static int gpusTaken(String status, int used, int capacity, int vms, boolean hasUnseenUse) {
        var unknown = status.equals(IN_USE) && (hasUnseenUse || vms == 0);
        return unknown ? capacity : Math.min(capacity, used);
    }
}
