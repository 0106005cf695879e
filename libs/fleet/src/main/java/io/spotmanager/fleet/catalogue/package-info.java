/** What launches can choose from, as it was read last. */
@NullMarked
package io.spotmanager.fleet.catalogue;

import org.jspecify.annotations.NullMarked;
