/**
 * Adapter for Hyperstack (InfraHub): VMs by flavor and name, firewalls and catalogues. It never sends a GET that
 * starts, stops or reboots a VM.
 */
@NullMarked
package io.spotmanager.clouds.hyperstack;

import org.jspecify.annotations.NullMarked;
