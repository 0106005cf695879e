/**
 * Imitates the part of Hyperstack that a launcher of VMs calls. Its VMs are servers of the simulated Nova, and it chooses
 * their hosts itself, as the real one does.
 */
@NullMarked
package io.spotmanager.simulator.hyperstack;

import org.jspecify.annotations.NullMarked;
