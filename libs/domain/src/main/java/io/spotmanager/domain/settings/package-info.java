/** Reads the rules of pools from settings, and says which settings are wrong. */
@NullMarked
package io.spotmanager.domain.settings;

import org.jspecify.annotations.NullMarked;
