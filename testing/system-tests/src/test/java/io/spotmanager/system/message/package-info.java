/** The messages as anybody can read them on a real broker. */
@NullMarked
package io.spotmanager.system.message;

import org.jspecify.annotations.NullMarked;
