package io.spotmanager.simulator.netbox;

import org.jspecify.annotations.Nullable;

/** An owner of devices; the group may be missing. */
record Tenant(Named self, @Nullable Named group) {}
