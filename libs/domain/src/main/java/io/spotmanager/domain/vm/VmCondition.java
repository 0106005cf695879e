package io.spotmanager.domain.vm;

import org.jspecify.annotations.Nullable;

/**
 * What a VM is doing, in the provider's own words, which are open lists: an unknown word says nothing.
 *
 * @param status such as CREATING, BUILD, ACTIVE, ERROR, DELETING
 * @param powerState such as RUNNING
 * @param vmState such as building, active
 * @param fixedIp in the environment's private network
 * @param floatingIp public; may come after the status has become ACTIVE
 * @param floatingIpStatus such as ATTACHING, ATTACHED
 */
public record VmCondition(
        @Nullable String status,
        @Nullable String powerState,
        @Nullable String vmState,
        @Nullable String fixedIp,
        @Nullable String floatingIp,
        @Nullable String floatingIpStatus) {}
