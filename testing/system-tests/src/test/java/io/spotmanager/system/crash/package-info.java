/** Workers that are killed or paused at the worst time. */
@NullMarked
package io.spotmanager.system.crash;

import org.jspecify.annotations.NullMarked;
