package io.spotmanager.domain.vm;

import org.jspecify.annotations.Nullable;

/**
 * The status of a VM in the provider's own values. The lists of values are open: an unknown value has no meaning.
 *
 * @param status such as CREATING, BUILD, ACTIVE, ERROR, DELETING
 * @param powerState such as RUNNING
 * @param vmState such as building, active
 * @param fixedIp in the environment's private network
 * @param floatingIp public; may appear after the status has become ACTIVE
 * @param floatingIpStatus such as ATTACHING, ATTACHED
 */
public record VmCondition(
        @Nullable String status,
        @Nullable String powerState,
        @Nullable String vmState,
        @Nullable String fixedIp,
        @Nullable String floatingIp,
        @Nullable String floatingIpStatus) {}
