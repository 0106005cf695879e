/** This release and the one before work side by side. */
@NullMarked
package io.spotmanager.system.upgrade;

import org.jspecify.annotations.NullMarked;
