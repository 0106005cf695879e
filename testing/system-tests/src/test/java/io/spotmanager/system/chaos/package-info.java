/** Many moves and launches with a cloud that fails all the time. */
@NullMarked
package io.spotmanager.system.chaos;

import org.jspecify.annotations.NullMarked;
