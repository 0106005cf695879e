/** Launches a VM for RunPod on an empty host, step by step, or takes back what was made. */
@NullMarked
package io.spotmanager.launch.vm;

import org.jspecify.annotations.NullMarked;
