package io.spotmanager.gateway.fleet;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A host as the former tool showed it, with its name under both names. What the former tool filled in where it had read nothing is filled in
 * here too, and {@code not_read} names it: such a value says nothing about the host.
 *
 * @param name the same as {@code hostname}
 * @param aggregate its first pool; null if it is in no pool
 * @param tenant Unknown if {@code not_read} names it
 * @param ownerGroup Unknown if {@code not_read} names it; the former tool said Investors then
 * @param nvlinks false if {@code not_read} names it
 * @param netboxDeviceId the number in the address of its device in NetBox; null without one
 * @param gpuUsageRatio both numbers, as 3/8
 * @param variant its pool on demand; only in that column
 * @param contractAggregate its contract; only in that column
 * @param contractName the same name again
 * @param outofstockReason why it cannot be sold, in one sentence; null if it can
 * @param notRead which of tenant, owner_group and nvlinks are not known; null for none
 */
record FormerHost(
        String name,
        String hostname,
        @Nullable String aggregate,
        int vmCount,
        boolean hasVms,
        String tenant,
        String ownerGroup,
        boolean nvlinks,
        @Nullable Long netboxDeviceId,
        @Nullable String netboxUrl,
        int gpuUsed,
        int gpuCapacity,
        String gpuUsageRatio,
        @Nullable String variant,
        @Nullable String contractAggregate,
        @Nullable String contractName,
        @Nullable String outofstockReason,
        @Nullable List<String> notRead) {
    private static final String UNKNOWN = "Unknown";

    /** The address of a device's page: NetBox, netbox/dcim/urls.py. */
    private static final Pattern DEVICE = Pattern.compile(".*/dcim/devices/(\\d{1,18})/?");

    /**
     * @param variant its pool, if it is one on demand
     * @param contract its contract, if it is in one
     */
    static FormerHost of(HostView host, @Nullable String variant, @Nullable String contract) {
        var ownership = host.ownership();
        var usage = host.usage();
        var nvlinks = host.placed().nvlinks();
        var notRead = Stream.of(
                        ownership.tenant() == null ? "tenant" : "",
                        ownership.ownerGroup() == null ? "owner_group" : "",
                        nvlinks == null ? "nvlinks" : "")
                .filter(field -> !field.isEmpty())
                .toList();
        return new FormerHost(
                host.hostname(),
                host.hostname(),
                host.placed().aggregate(),
                usage.vmCount(),
                usage.hasVms(),
                ownership.tenant() == null ? UNKNOWN : ownership.tenant(),
                ownership.ownerGroup() == null ? UNKNOWN : ownership.ownerGroup(),
                nvlinks != null && nvlinks,
                device(ownership.netboxUrl()),
                ownership.netboxUrl(),
                usage.gpuUsed(),
                usage.gpuCapacity(),
                FormerColumns.ratio(usage.gpuUsed(), usage.gpuCapacity()),
                variant,
                contract,
                contract,
                host.isOutOfStock()
                        ? host.stock().reasons().stream()
                                .map(HostView.Reason::text)
                                .collect(Collectors.joining("; "))
                        : null,
                notRead.isEmpty() ? null : notRead);
    }

    private static @Nullable Long device(@Nullable String url) {
        if (url == null) {
            return null;
        }
        var page = DEVICE.matcher(url);
        return page.matches() ? Long.valueOf(page.group(1)) : null;
    }
}
