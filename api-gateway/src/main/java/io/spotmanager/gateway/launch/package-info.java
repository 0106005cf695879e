/** Launching VMs for RunPod: previews, commands, and what there is to choose from. */
@NullMarked
package io.spotmanager.gateway.launch;

import org.jspecify.annotations.NullMarked;
