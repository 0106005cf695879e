package io.spotmanager.simulator.netbox;

import org.jspecify.annotations.Nullable;

/** An owner of devices; one or the other belongs to no group. */
record Tenant(Named self, @Nullable Named group) {}
