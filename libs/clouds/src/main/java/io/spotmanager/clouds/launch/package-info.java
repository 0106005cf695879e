/** What launching a VM for RunPod needs from the outside world, in the product's own words and free of any vendor's. */
@NullMarked
package io.spotmanager.clouds.launch;

import org.jspecify.annotations.NullMarked;
