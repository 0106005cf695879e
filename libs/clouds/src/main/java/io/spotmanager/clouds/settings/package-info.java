/** Reads the rules of pools and regions from settings. */
@NullMarked
package io.spotmanager.clouds.settings;

import org.jspecify.annotations.NullMarked;
