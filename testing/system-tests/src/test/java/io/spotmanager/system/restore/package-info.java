/** A database that is older than what was seen of it. */
@NullMarked
package io.spotmanager.system.restore;

import org.jspecify.annotations.NullMarked;
