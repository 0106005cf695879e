/** Brings together the adapters and settings that a launch needs. */
@NullMarked
package io.spotmanager.clouds.vendors;

import org.jspecify.annotations.NullMarked;
