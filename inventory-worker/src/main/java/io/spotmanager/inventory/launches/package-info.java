/** What the gateway is told of launches: the catalogue of the provider, and what a launch would do. */
@NullMarked
package io.spotmanager.inventory.launches;

import org.jspecify.annotations.NullMarked;
