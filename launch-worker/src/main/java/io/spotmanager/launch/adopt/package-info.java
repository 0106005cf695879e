/** Taking over a VM that no launch made, so that it can be retired: a workflow of its own in this worker. */
@NullMarked
package io.spotmanager.launch.adopt;

import org.jspecify.annotations.NullMarked;
