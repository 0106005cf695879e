/** What Spot Manager needs from a compute cloud, in its own words and free of any vendor's. */
@NullMarked
package io.spotmanager.clouds.compute;

import org.jspecify.annotations.NullMarked;
