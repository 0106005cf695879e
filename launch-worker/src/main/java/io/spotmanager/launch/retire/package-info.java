/** Retiring the VM for RunPod of a host: a workflow of its own in this worker. */
@NullMarked
package io.spotmanager.launch.retire;

import org.jspecify.annotations.NullMarked;
