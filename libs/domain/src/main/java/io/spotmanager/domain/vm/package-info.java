/** The ports to the providers that create VMs, attach networks and register machines, and the values that they return. */
@NullMarked
package io.spotmanager.domain.vm;

import org.jspecify.annotations.NullMarked;
