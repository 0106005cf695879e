/** How many hosts and GPUs were used, free, under way and out of stock, over time. */
@NullMarked
package io.spotmanager.fleet.capacity;

import org.jspecify.annotations.NullMarked;
