/** Workers that are killed or stand still in the worst moment. */
@NullMarked
package io.spotmanager.system.crash;

import org.jspecify.annotations.NullMarked;
