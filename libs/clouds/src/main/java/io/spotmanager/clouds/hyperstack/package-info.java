/**
 * Hyperstack (InfraHub): VMs by flavor and name, with their firewalls and catalogues. Nothing here sends one of the GETs that
 * start, stop or reboot a VM.
 */
@NullMarked
package io.spotmanager.clouds.hyperstack;

import org.jspecify.annotations.NullMarked;
