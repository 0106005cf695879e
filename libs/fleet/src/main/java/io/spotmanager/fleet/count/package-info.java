/** How hosts and their GPUs are counted, on the board and over time. */
@NullMarked
package io.spotmanager.fleet.count;

import org.jspecify.annotations.NullMarked;
