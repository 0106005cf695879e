/** The process that launches VMs for RunPod and attaches networks to servers. */
@NullMarked
package io.spotmanager.launch;

import org.jspecify.annotations.NullMarked;
