/** What decides in the database whether to read the fleet, and what is compared with it. */
@NullMarked
package io.spotmanager.inventory.snapshot;

import org.jspecify.annotations.NullMarked;
