/** What is said of the snapshot through the broker. */
@NullMarked
package io.spotmanager.fleet.message;

import org.jspecify.annotations.NullMarked;
