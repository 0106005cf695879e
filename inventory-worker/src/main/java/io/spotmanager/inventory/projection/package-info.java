/** What the sources said, put together: pure rules, no I/O. */
@NullMarked
package io.spotmanager.inventory.projection;

import org.jspecify.annotations.NullMarked;
