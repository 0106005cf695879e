/** Reading the sources of the fleet, side by side. */
@NullMarked
package io.spotmanager.inventory.source;

import org.jspecify.annotations.NullMarked;
