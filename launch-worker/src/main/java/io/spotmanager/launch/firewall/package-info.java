/** Attaching a firewall to a VM: a part of every launch, and an operation of its own. */
@NullMarked
package io.spotmanager.launch.firewall;

import org.jspecify.annotations.NullMarked;
