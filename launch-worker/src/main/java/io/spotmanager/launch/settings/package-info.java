/** How long launches wait for what. */
@NullMarked
package io.spotmanager.launch.settings;

import org.jspecify.annotations.NullMarked;
